"""Makes the desktop know Attaché: its launcher, its file type, and opening by double-click.

Done for one person, in their own folders, when they ask for it (`attache register`, or the window's
offer at the first start), and undone by `attache unregister`. No window is needed.
"""
