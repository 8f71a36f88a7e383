"""Text → typed mentions with offsets: money, periods, quantities, agencies. Knows no page."""
