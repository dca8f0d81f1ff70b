"""The assessment as text and as a page that plays its evidence."""
