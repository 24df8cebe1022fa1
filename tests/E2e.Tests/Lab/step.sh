# shellcheck shell=bash
# Waits until a stepped run has stopped after stop number AFTER, having let it go on from there; prints that stop's number and line. Prints
# nothing when the run has ended. Starts no process once it runs: that would count as something that happened in it.
: "${AFTER:?}"
exec {never}<> <(:)
now="" parent=""

# state PROCESS VARIABLE FIELD: puts a field of its state into a variable, from 0.
state() { read -r -a stat 2>/dev/null <"/proc/$1/stat" && printf -v "$2" '%s' "${stat[$3]}"; }

# Who started it with sudo stopped with it.
go_on() {
    local process=$1
    while ((process > 1)) && state "${process}" parent 3; do
        kill -CONT "${process}" 2>/dev/null
        process=${parent}
    done
}

is_stopped() {
    [[ -e /tmp/stepped/at ]] && read -r number line </tmp/stepped/at && ((number > AFTER)) && state "${pid}" now 2 && [[ ${now} == T ]]
}

until [[ -s /tmp/stepped/pid || -e /tmp/stepped/code ]]; do read -r -t 0.05 -u "${never}"; done
read -r pid </tmp/stepped/pid
if ((AFTER > 0)); then go_on "${pid}"; fi
until [[ -e /tmp/stepped/code ]]; do
    if is_stopped; then
        printf '%s %s\n' "${number}" "${line}"
        break
    fi
    read -r -t 0.05 -u "${never}"
done
exit 0
