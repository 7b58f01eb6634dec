"""Evidence that the program writes itself: letters, decrees, minutes, registers, pictures of invented applications."""
