@echo off
rem Called by run.cmd and test.cmd with the purpose and the arguments. Ends with errorlevel 0 when the
rem environment is ready.
setlocal
set "SETUP=%~dp0"
set "ENVIRONMENT_PYTHON=%~dp0..\..\.venv\Scripts\python.exe"

if defined ATTACHE_PYTHON (
    "%ATTACHE_PYTHON%" -I "%SETUP%suitable.py" >nul 2>&1
    if errorlevel 1 (
        echo ATTACHE_PYTHON names "%ATTACHE_PYTHON%", which is no 64-bit Python 3.11 to 3.14: name another, or unset it. 1>&2
        exit /b 1
    )
    "%ATTACHE_PYTHON%" -I "%SETUP%prepare.py" %*
    goto end
)

rem The second start does nothing but this one look.
if exist "%ENVIRONMENT_PYTHON%" (
    "%ENVIRONMENT_PYTHON%" -I -S "%SETUP%ready.py" %* 2>nul && exit /b 0
)

for %%V in (3.13 3.12 3.11 3.14) do (
    py -%%V -I "%SETUP%suitable.py" >nul 2>&1 && (
        py -%%V -I "%SETUP%prepare.py" %*
        goto end
    )
)
for %%P in (python python3) do (
    %%P -I "%SETUP%suitable.py" >nul 2>&1 && (
        %%P -I "%SETUP%prepare.py" %*
        goto end
    )
)
echo Attache needs Python 3.11 to 3.14 (64-bit), and none was found: install one ^(winget install Python.Python.3.13^), or name one in ATTACHE_PYTHON. 1>&2
exit /b 1

:end
exit /b %errorlevel%
