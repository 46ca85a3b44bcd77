"""What happens in a scenario: pure values and pure functions, standard library only."""
