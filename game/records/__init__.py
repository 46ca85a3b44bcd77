"""What is kept of plays, on this machine only: for the player, and for nobody else."""
