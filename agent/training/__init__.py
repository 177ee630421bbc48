"""How the weights of the understanding were made, reproducibly."""
