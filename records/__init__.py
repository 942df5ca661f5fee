"""What a record is: turns YAML files typed by a clerk into frozen, checked values."""
