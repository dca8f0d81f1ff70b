"""The checklist, its readers, scoring and calibration."""
