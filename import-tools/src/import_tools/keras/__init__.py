"""The Keras-2 functional HDF5 file that the server imports: writing it, and running it in NumPy."""
