@echo off
rem Opens Attache's window: run [FILE.attache]. Sets up what it needs in .venv first, once.
setlocal
call "%~dp0resources\setup\start.cmd" run %*
if errorlevel 1 exit /b %errorlevel%
"%~dp0.venv\Scripts\python.exe" -I -m desktop %*
exit /b %errorlevel%
