"""One module for each thing an organisation manages."""
