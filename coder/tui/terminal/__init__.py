"""What lies between the program and its terminal."""
