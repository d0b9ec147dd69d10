"""From answers on validation films to decisions: the temperature, and thresholds for named aims."""
