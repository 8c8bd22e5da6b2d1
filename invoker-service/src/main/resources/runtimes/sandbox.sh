# Builds the sandbox of an execution environment with util-linux alone, and becomes the shell that takes
# commands from standard input in it. Runs in new user, mount, process, IPC and host name namespaces.
# Usage: sandbox.sh MOUNTPOINT TMP_MEGABYTES SOURCE=TARGET...
set -e
root=$1
size=$2
shift 2

mount -t tmpfs -o size=4m,mode=755,nosuid,nodev tmpfs "$root"

show() {
  if [ -d "$1" ]; then
    mkdir -p "$root$2"
  else
    mkdir -p "$root${2%/*}"
    : >"$root$2"
  fi
  mount --rbind "$1" "$root$2"
  # What is mounted below stays what it is to this namespace: only the top is remounted.
  mount -o remount,bind,ro,nosuid,nodev "$root$2" 2>/dev/null || mount -o remount,bind,ro "$root$2"
}

show /usr /usr
for pair in "$@"; do
  from=${pair%%=*}
  to=${pair#*=}
  if [ -L "$from" ] && [ "$from" = "$to" ] && [ "${from%/*}" = "" ]; then
    ln -s "$(readlink "$from")" "$root$to"
  else
    show "$from" "$to"
  fi
done

mkdir -p "$root/proc" "$root/dev/shm" "$root/tmp" "$root/opt" "$root/var" "$root/.host"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
# Where the platform runs as root, the host's root owns these files, and owners may write.
for entry in acpi asound bus driver fs irq mtrr pressure scsi sys sysrq-trigger; do
  if [ -e "$root/proc/$entry" ]; then
    mount --bind "$root/proc/$entry" "$root/proc/$entry"
    mount -o remount,bind,ro,nosuid,nodev,noexec "$root/proc/$entry"
  fi
done
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
mount -t tmpfs -o size=64m,mode=1777,nosuid,nodev tmpfs "$root/dev/shm"
mount -t tmpfs -o "size=${size}m,mode=1777,nosuid,nodev" tmpfs "$root/tmp"
hostname 169.254.0.1 2>/dev/null || true

cd "$root"
pivot_root . .host
# A second user namespace: processes are the same user as on AWS, and have no power over the mounts. Capabilities
# are kept as far as setpriv, which needs them to give them up for good.
exec chroot . /bin/sh -c '
  umount -l /.host && rmdir /.host && mount -o remount,bind,ro,nosuid,nodev / && cd /var/task &&
  exec unshare --user --map-user=993 --map-group=990 --keep-caps \
    setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs /bin/sh'
