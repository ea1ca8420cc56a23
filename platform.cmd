@echo off
rem What ./platform does, for Windows, without the archive of classes. No build of ours has run it.
setlocal
set "home=%~dp0"
set "made=%home%target\launcher"
if exist "%home%.tools\node_modules\node\bin\node.exe" set "PATH=%home%.tools\node_modules\node\bin;%PATH%"
for /f "usebackq delims=" %%l in ("%home%.mvn\jvm.config") do set "flags=%%l"
if exist "%made%\libraries" call :run --version >nul 2>nul && goto current
if not exist "%made%" mkdir "%made%"
call mvn -B -ntp -q -f "%home%pom.xml" compile dependency:build-classpath 1>&2 || exit /b 2
:current
call :run %*
exit /b %ERRORLEVEL%
:run
for /f "usebackq delims=" %%l in ("%made%\libraries") do set "libraries=%%l"
java %flags% -cp "%libraries%;%home%target\classes" com.xtrading.platform.Main %*
exit /b %ERRORLEVEL%
