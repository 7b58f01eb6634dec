"""What the program read from a document, shown on its page: state, facts, warnings, and a person's word on them."""
