"""What people do to rounds and assessments; one function is one thing that a person does."""
