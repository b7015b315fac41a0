"""Reading off marked words what a field may hold: proposals, which a person accepts (law 8)."""
