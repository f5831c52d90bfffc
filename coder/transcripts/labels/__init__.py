"""Who speaks: labels, the forms they stand in, and the turns that follow from them."""
