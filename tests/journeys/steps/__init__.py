"""The steps of the story, each a function that acts in the browsers and looks at what they show."""
