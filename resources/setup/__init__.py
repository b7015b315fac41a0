"""Makes a fresh checkout ready to run, with the standard library alone.

`./run` and `./test` (`run.cmd`, `test.cmd`) look through `ready.py` whether everything is there,
and call `prepare.py` when it is not. Nothing outside the checkout is written; only a system package
that Qt needs is installed into the system, and only where the person is root.
"""
