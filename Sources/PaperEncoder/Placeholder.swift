// The optional neural encoder.
