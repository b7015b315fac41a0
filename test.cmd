@echo off
rem Runs Attache's tests: test [PYTEST ARGUMENTS], paths counted from the checkout.
setlocal
call "%~dp0resources\setup\start.cmd" test
if errorlevel 1 exit /b %errorlevel%
if not defined QT_QPA_PLATFORM set "QT_QPA_PLATFORM=offscreen"
set "PYTHONPATH="
set "PYTHONHOME="
cd /d "%~dp0"
".venv\Scripts\python.exe" -P -m pytest %*
exit /b %errorlevel%
