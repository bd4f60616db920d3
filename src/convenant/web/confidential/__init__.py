"""Between the municipalities and one provider: talks, requests, questions; and procedures."""
