"""Reports: periods, what a report holds, and how each of its figures is explained."""
