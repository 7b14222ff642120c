namespace Grader.Sandbox.Seccomp;

/// <summary>What a confined worker may ask of the kernel: one line for each system call, its numbers for both processors, its rule and the reason.</summary>
/// <remarks>Calls that are not listed do not exist for the worker: they answer ENOSYS, as those of a later kernel would on an older one.</remarks>
internal static class SystemCallTable
{
    /// <summary>The processor's kernel has no such call.</summary>
    public const int None = -1;

    public static SystemCall[] All { get; } =
    [
        // Memory.
        new("mmap", 9, 222, Rule.Allow), // heaps, stacks, assemblies; memory is limited by RLIMIT_DATA and by sampling
        new("munmap", 11, 215, Rule.Allow), // gives memory back
        new("mremap", 25, 216, Rule.Allow), // libc's realloc
        new("mprotect", 10, 226, Rule.Allow), // the JIT commits and protects pages
        new("madvise", 28, 233, Rule.Allow), // the GC gives pages back
        new("brk", 12, 214, Rule.Allow), // libc's malloc
        new("msync", 26, 227, Rule.Allow), // a mapped file of its own
        new("mincore", 27, 232, Rule.Allow), // the runtime probes pages
        new("mlock", 149, 228, Rule.Allow), // the runtime's fallback for membarrier; bounded by RLIMIT_MEMLOCK
        new("mlock2", 325, 284, Rule.Allow), // the same
        new("munlock", 150, 229, Rule.Allow), // the same
        new("membarrier", 324, 283, Rule.Allow), // the GC flushes write buffers of its own threads
        new("get_mempolicy", 239, 236, Rule.Allow), // the GC asks for NUMA nodes

        // Files: Landlock decides which, these only what.
        new("read", 0, 63, Rule.Allow), // what is open
        new("write", 1, 64, Rule.Allow), // what is open
        new("readv", 19, 65, Rule.Allow), // what is open
        new("writev", 20, 66, Rule.Allow), // what is open
        new("pread64", 17, 67, Rule.Allow), // what is open
        new("pwrite64", 18, 68, Rule.Allow), // what is open
        new("preadv", 295, 69, Rule.Allow), // what is open
        new("pwritev", 296, 70, Rule.Allow), // what is open
        new("open", 2, None, Rule.Allow), // older spelling of openat
        new("openat", 257, 56, Rule.Allow), // Landlock checks the path
        new("creat", 85, None, Rule.Allow), // Landlock checks the path
        new("close", 3, 57, Rule.Allow), // what is open
        new("close_range", 436, 436, Rule.Allow), // what is open
        new("lseek", 8, 62, Rule.Allow), // what is open
        new("stat", 4, None, Rule.Allow), // only tells
        new("fstat", 5, 80, Rule.Allow), // only tells
        new("lstat", 6, None, Rule.Allow), // only tells
        new("newfstatat", 262, 79, Rule.Allow), // only tells
        new("statx", 332, 291, Rule.Allow), // only tells
        new("access", 21, None, Rule.Allow), // only tells
        new("faccessat", 269, 48, Rule.Allow), // only tells
        new("faccessat2", 439, 439, Rule.Allow), // only tells
        new("readlink", 89, None, Rule.Allow), // only tells
        new("readlinkat", 267, 78, Rule.Allow), // only tells
        new("getcwd", 79, 17, Rule.Allow), // only tells
        new("statfs", 137, 43, Rule.Allow), // only tells
        new("fstatfs", 138, 44, Rule.Allow), // only tells
        new("getdents", 78, None, Rule.Allow), // Landlock checked the folder when it was opened
        new("getdents64", 217, 61, Rule.Allow), // the same
        new("chdir", 80, 49, Rule.Allow), // opens nothing
        new("fchdir", 81, 50, Rule.Allow), // opens nothing
        new("mkdir", 83, None, Rule.Allow), // Landlock checks the path
        new("mkdirat", 258, 34, Rule.Allow), // Landlock checks the path
        new("rmdir", 84, None, Rule.Allow), // Landlock checks the path
        new("unlink", 87, None, Rule.Allow), // Landlock checks the path
        new("unlinkat", 263, 35, Rule.Allow), // Landlock checks the path
        new("rename", 82, None, Rule.Allow), // Landlock checks both paths
        new("renameat", 264, 38, Rule.Allow), // Landlock checks both paths
        new("renameat2", 316, 276, Rule.Allow), // Landlock checks both paths
        new("link", 86, None, Rule.Allow), // Landlock checks both paths
        new("linkat", 265, 37, Rule.Allow), // Landlock checks both paths
        new("symlink", 88, None, Rule.Allow), // Landlock checks where it lies, and on every use what it names
        new("symlinkat", 266, 36, Rule.Allow), // the same
        new("ftruncate", 77, 46, Rule.Allow), // what is open for writing
        new("fallocate", 285, 47, Rule.Allow), // what is open for writing; the size is limited
        new("fsync", 74, 82, Rule.Allow), // what is open
        new("fdatasync", 75, 83, Rule.Allow), // what is open
        new("sync_file_range", 277, 84, Rule.Allow), // what is open
        new("fadvise64", 221, 223, Rule.Allow), // what is open
        new("flock", 73, 32, Rule.Allow), // the base library locks the files it opens
        new("copy_file_range", 326, 285, Rule.Allow), // File.Copy, between open files
        new("sendfile", 40, 71, Rule.Allow), // File.Copy, between open files
        new("umask", 95, 166, Rule.Allow), // rights of files of its own to come
        new("truncate", 76, 45, Rule.Deny), // names a path, and Landlock looks at it only from version 3 on; nothing of .NET needs it
        new("utimensat", 280, 88, Rule.SecondIsNull), // times of an open file; with a path it would reach files that Landlock does not guard
        new("utime", 132, None, Rule.Deny), // names a path that Landlock does not guard
        new("utimes", 235, None, Rule.Deny), // the same
        new("futimesat", 261, None, Rule.Deny), // the same
        new("chmod", 90, None, Rule.Deny), // Landlock does not guard modes
        new("fchmod", 91, 52, Rule.Deny), // the same
        new("fchmodat", 268, 53, Rule.Deny), // the same
        new("fchmodat2", 452, 452, Rule.Deny), // the same
        new("chown", 92, None, Rule.Deny), // Landlock does not guard owners
        new("fchown", 93, 55, Rule.Deny), // the same
        new("lchown", 94, None, Rule.Deny), // the same
        new("fchownat", 260, 54, Rule.Deny), // the same
        new("setxattr", 188, 5, Rule.Deny), // Landlock does not guard attributes
        new("lsetxattr", 189, 6, Rule.Deny), // the same
        new("fsetxattr", 190, 7, Rule.Deny), // the same
        new("setxattrat", 463, 463, Rule.Deny), // the same
        new("getxattr", 191, 8, Rule.Deny), // the same
        new("lgetxattr", 192, 9, Rule.Deny), // the same
        new("fgetxattr", 193, 10, Rule.Deny), // the same
        new("getxattrat", 464, 464, Rule.Deny), // the same
        new("listxattr", 194, 11, Rule.Deny), // the same
        new("llistxattr", 195, 12, Rule.Deny), // the same
        new("flistxattr", 196, 13, Rule.Deny), // the same
        new("listxattrat", 465, 465, Rule.Deny), // the same
        new("removexattr", 197, 14, Rule.Deny), // the same
        new("lremovexattr", 198, 15, Rule.Deny), // the same
        new("fremovexattr", 199, 16, Rule.Deny), // the same
        new("removexattrat", 466, 466, Rule.Deny), // the same
        new("file_setattr", 469, 469, Rule.Deny), // the same
        new("file_getattr", 468, 468, Rule.Deny), // the same
        new("mknod", 133, None, Rule.Deny), // devices and sockets
        new("mknodat", 259, 33, Rule.Deny), // devices and sockets
        new("name_to_handle_at", 303, 264, Rule.Deny), // handles go around paths
        new("open_by_handle_at", 304, 265, Rule.Deny), // handles go around paths
        new("fanotify_init", 300, 262, Rule.Deny), // watches files of others
        new("fanotify_mark", 301, 263, Rule.Deny), // the same
        new("quotactl", 179, 60, Rule.Deny), // limits of others
        new("quotactl_fd", 443, 443, Rule.Deny), // the same
        new("sync", 162, 81, Rule.Deny), // makes everybody wait
        new("syncfs", 306, 267, Rule.Deny), // the same
        new("inotify_init", 253, None, Rule.Allow), // FileSystemWatcher
        new("inotify_init1", 294, 26, Rule.Allow), // FileSystemWatcher
        new("inotify_add_watch", 254, 27, Rule.Allow), // FileSystemWatcher; Landlock does not guard names, which stat tells too
        new("inotify_rm_watch", 255, 28, Rule.Allow), // FileSystemWatcher

        // Descriptors.
        new("dup", 32, 23, Rule.Allow), // what is open
        new("dup2", 33, None, Rule.Allow), // what is open
        new("dup3", 292, 24, Rule.Allow), // what is open
        new("pipe", 22, None, Rule.Allow), // within the process
        new("pipe2", 293, 59, Rule.Allow), // within the process
        new("fcntl", 72, 25, Rule.DescriptorCommand), // flags and locks; no signals to others (F_SETOWN), no leases
        new("ioctl", 16, 29, Rule.DeviceCommand), // is it a terminal, how much is to be read, copy a range; nothing else
        new("poll", 7, None, Rule.Allow), // waits
        new("ppoll", 271, 73, Rule.Allow), // waits
        new("select", 23, None, Rule.Allow), // waits
        new("pselect6", 270, 72, Rule.Allow), // waits
        new("epoll_create", 213, None, Rule.Allow), // waits
        new("epoll_create1", 291, 20, Rule.Allow), // waits
        new("epoll_ctl", 233, 21, Rule.Allow), // waits
        new("epoll_wait", 232, None, Rule.Allow), // waits
        new("epoll_pwait", 281, 22, Rule.Allow), // waits
        new("epoll_pwait2", 441, 441, Rule.Allow), // waits
        new("eventfd", 284, None, Rule.Allow), // within the process
        new("eventfd2", 290, 19, Rule.Allow), // within the process
        new("memfd_create", 319, 279, Rule.Deny), // memory that no limit counts
        new("memfd_secret", 447, 447, Rule.Deny), // the same
        new("io_uring_setup", 425, 425, Rule.Deny), // makes system calls that no filter sees
        new("io_uring_enter", 426, 426, Rule.Deny), // the same
        new("io_uring_register", 427, 427, Rule.Deny), // the same
        new("splice", 275, 76, Rule.Deny), // nothing of .NET needs it
        new("tee", 276, 77, Rule.Deny), // the same
        new("vmsplice", 278, 75, Rule.Deny), // the same
        new("userfaultfd", 323, 282, Rule.Deny), // holds the kernel in the middle of a call

        // Threads and time.
        new("clone", 56, 220, Rule.OwnThread), // threads of this process only
        new("clone3", 435, 435, Rule.NoSuchCall), // its flags lie in memory, where no filter sees them; libc then takes clone
        new("fork", 57, None, Rule.Deny), // no processes
        new("vfork", 58, None, Rule.Deny), // no processes
        new("execve", 59, 221, Rule.Deny), // no programs
        new("execveat", 322, 281, Rule.Deny), // no programs
        new("exit", 60, 93, Rule.Allow), // a thread's end
        new("exit_group", 231, 94, Rule.Allow), // the process's end
        new("futex", 202, 98, Rule.Allow), // locks
        new("futex_waitv", 449, 449, Rule.Allow), // locks
        new("futex_wake", 454, 454, Rule.Allow), // locks
        new("futex_wait", 455, 455, Rule.Allow), // locks
        new("futex_requeue", 456, 456, Rule.Allow), // locks
        new("set_robust_list", 273, 99, Rule.Allow), // locks
        new("get_robust_list", 274, 100, Rule.Allow), // locks
        new("set_tid_address", 218, 96, Rule.Allow), // threads
        new("rseq", 334, 293, Rule.Allow), // threads
        new("arch_prctl", 158, None, Rule.Allow), // thread-local storage
        new("sched_yield", 24, 124, Rule.Allow), // gives way
        new("sched_getaffinity", 204, 123, Rule.Allow), // how many processors
        new("sched_setaffinity", 203, 122, Rule.FirstIsZeroOrSelf), // of the calling thread
        new("sched_getparam", 143, 121, Rule.Allow), // only tells
        new("sched_getscheduler", 145, 120, Rule.Allow), // only tells
        new("sched_get_priority_max", 146, 125, Rule.Allow), // only tells
        new("sched_get_priority_min", 147, 126, Rule.Allow), // only tells
        new("sched_setparam", 142, 118, Rule.Deny), // priorities
        new("sched_setscheduler", 144, 119, Rule.Deny), // priorities
        new("sched_setattr", 314, 274, Rule.Deny), // priorities
        new("setpriority", 141, 140, Rule.Deny), // priorities
        new("ioprio_set", 251, 30, Rule.Deny), // priorities
        new("getpriority", 140, 141, Rule.Allow), // only tells
        new("getcpu", 309, 168, Rule.Allow), // only tells
        new("nanosleep", 35, 101, Rule.Allow), // waits
        new("clock_nanosleep", 230, 115, Rule.Allow), // waits
        new("clock_gettime", 228, 113, Rule.Allow), // only tells
        new("clock_getres", 229, 114, Rule.Allow), // only tells
        new("gettimeofday", 96, 169, Rule.Allow), // only tells
        new("time", 201, None, Rule.Allow), // only tells
        new("times", 100, 153, Rule.Allow), // only tells
        new("clock_settime", 227, 112, Rule.Deny), // the machine's clock
        new("settimeofday", 164, 170, Rule.Deny), // the machine's clock
        new("adjtimex", 159, 171, Rule.Deny), // the machine's clock
        new("clock_adjtime", 305, 266, Rule.Deny), // the machine's clock
        new("alarm", 37, None, Rule.Allow), // a signal to itself
        new("setitimer", 38, 103, Rule.Allow), // a signal to itself
        new("getitimer", 36, 102, Rule.Allow), // only tells
        new("timer_create", 222, 107, Rule.Deny), // nothing of .NET needs it
        new("timerfd_create", 283, 85, Rule.Deny), // nothing of .NET needs it

        // Signals: to itself.
        new("rt_sigaction", 13, 134, Rule.Allow), // its own handlers
        new("rt_sigprocmask", 14, 135, Rule.Allow), // its own mask
        new("rt_sigreturn", 15, 139, Rule.Allow), // the end of a handler
        new("rt_sigpending", 127, 136, Rule.Allow), // only tells
        new("rt_sigtimedwait", 128, 137, Rule.Allow), // waits
        new("rt_sigsuspend", 130, 133, Rule.Allow), // waits
        new("sigaltstack", 131, 132, Rule.Allow), // stacks of handlers
        new("restart_syscall", 219, 128, Rule.Allow), // the kernel's own
        new("pause", 34, None, Rule.Allow), // waits
        new("kill", 62, 129, Rule.FirstIsSelf), // itself
        new("tgkill", 234, 131, Rule.FirstIsSelf), // threads of its own
        new("rt_tgsigqueueinfo", 297, 240, Rule.FirstIsSelf), // threads of its own
        new("tkill", 200, 130, Rule.Deny), // names a thread of anybody
        new("rt_sigqueueinfo", 129, 138, Rule.Deny), // names a process of anybody
        new("pidfd_open", 434, 434, Rule.Deny), // a hold on processes of others
        new("pidfd_send_signal", 424, 424, Rule.Deny), // the same
        new("pidfd_getfd", 438, 438, Rule.Deny), // descriptors of others
        new("process_mrelease", 448, 448, Rule.Deny), // memory of others

        // About itself.
        new("getpid", 39, 172, Rule.Allow), // only tells
        new("gettid", 186, 178, Rule.Allow), // only tells
        new("getppid", 110, 173, Rule.Allow), // only tells
        new("getpgid", 121, 155, Rule.Allow), // only tells
        new("getpgrp", 111, None, Rule.Allow), // only tells
        new("getsid", 124, 156, Rule.Allow), // only tells
        new("getuid", 102, 174, Rule.Allow), // only tells
        new("geteuid", 107, 175, Rule.Allow), // only tells
        new("getgid", 104, 176, Rule.Allow), // only tells
        new("getegid", 108, 177, Rule.Allow), // only tells
        new("getresuid", 118, 148, Rule.Allow), // only tells
        new("getresgid", 120, 150, Rule.Allow), // only tells
        new("getgroups", 115, 158, Rule.Allow), // only tells
        new("capget", 125, 90, Rule.Allow), // only tells
        new("getrusage", 98, 165, Rule.Allow), // only tells
        new("sysinfo", 99, 179, Rule.Allow), // only tells
        new("uname", 63, 160, Rule.Allow), // only tells
        new("getrandom", 318, 278, Rule.Allow), // random bytes
        new("getrlimit", 97, 163, Rule.Allow), // only tells
        new("setrlimit", 160, 164, Rule.Allow), // lower ones: the hard limits hold
        new("prlimit64", 302, 261, Rule.FirstIsZeroOrSelf), // its own limits, as above
        new("prctl", 157, 167, Rule.ProcessOption), // names of threads and of memory, nothing else
        new("wait4", 61, 260, Rule.Allow), // it has no children
        new("waitid", 247, 95, Rule.Allow), // it has no children
        new("setsid", 112, 157, Rule.Deny), // sessions
        new("setpgid", 109, 154, Rule.Deny), // sessions
        new("setuid", 105, 146, Rule.Deny), // users
        new("setgid", 106, 144, Rule.Deny), // users
        new("setreuid", 113, 145, Rule.Deny), // users
        new("setregid", 114, 143, Rule.Deny), // users
        new("setresuid", 117, 147, Rule.Deny), // users
        new("setresgid", 119, 149, Rule.Deny), // users
        new("setfsuid", 122, 151, Rule.Deny), // users
        new("setfsgid", 123, 152, Rule.Deny), // users
        new("setgroups", 116, 159, Rule.Deny), // users
        new("capset", 126, 91, Rule.Deny), // capabilities

        // Sockets: none.
        new("socket", 41, 198, Rule.NoAccess), // no network, and no other process to talk to
        new("socketpair", 53, 199, Rule.NoAccess), // no network, and no other process to talk to
        new("connect", 42, 203, Rule.NoAccess), // no network, and no other process to talk to
        new("bind", 49, 200, Rule.NoAccess), // no network, and no other process to talk to
        new("listen", 50, 201, Rule.NoAccess), // no network, and no other process to talk to
        new("accept", 43, 202, Rule.NoAccess), // no network, and no other process to talk to
        new("accept4", 288, 242, Rule.NoAccess), // no network, and no other process to talk to
        new("sendto", 44, 206, Rule.NoAccess), // no network, and no other process to talk to
        new("recvfrom", 45, 207, Rule.NoAccess), // no network, and no other process to talk to
        new("sendmsg", 46, 211, Rule.NoAccess), // no network, and no other process to talk to
        new("recvmsg", 47, 212, Rule.NoAccess), // no network, and no other process to talk to
        new("sendmmsg", 307, 269, Rule.NoAccess), // no network, and no other process to talk to
        new("recvmmsg", 299, 243, Rule.NoAccess), // no network, and no other process to talk to
        new("shutdown", 48, 210, Rule.NoAccess), // no network, and no other process to talk to
        new("getsockname", 51, 204, Rule.NoAccess), // no network, and no other process to talk to
        new("getpeername", 52, 205, Rule.NoAccess), // no network, and no other process to talk to
        new("setsockopt", 54, 208, Rule.NoAccess), // no network, and no other process to talk to
        new("getsockopt", 55, 209, Rule.NoAccess), // no network, and no other process to talk to

        // Shared memory and messages between processes: none.
        new("shmget", 29, 194, Rule.Deny), // outlives the process, and no limit counts it
        new("shmat", 30, 196, Rule.Deny), // outlives the process, and no limit counts it
        new("shmctl", 31, 195, Rule.Deny), // outlives the process, and no limit counts it
        new("shmdt", 67, 197, Rule.Deny), // outlives the process, and no limit counts it
        new("semget", 64, 190, Rule.Deny), // outlives the process, and no limit counts it
        new("semop", 65, 193, Rule.Deny), // outlives the process, and no limit counts it
        new("semctl", 66, 191, Rule.Deny), // outlives the process, and no limit counts it
        new("semtimedop", 220, 192, Rule.Deny), // outlives the process, and no limit counts it
        new("msgget", 68, 186, Rule.Deny), // outlives the process, and no limit counts it
        new("msgsnd", 69, 189, Rule.Deny), // outlives the process, and no limit counts it
        new("msgrcv", 70, 188, Rule.Deny), // outlives the process, and no limit counts it
        new("msgctl", 71, 187, Rule.Deny), // outlives the process, and no limit counts it
        new("mq_open", 240, 180, Rule.Deny), // outlives the process, and no limit counts it
        new("mq_unlink", 241, 181, Rule.Deny), // outlives the process, and no limit counts it
        new("mq_timedsend", 242, 182, Rule.Deny), // outlives the process, and no limit counts it
        new("mq_timedreceive", 243, 183, Rule.Deny), // outlives the process, and no limit counts it
        new("mq_notify", 244, 184, Rule.Deny), // outlives the process, and no limit counts it
        new("mq_getsetattr", 245, 185, Rule.Deny), // outlives the process, and no limit counts it

        // Other processes: none.
        new("ptrace", 101, 117, Rule.Deny), // reads or steers another process
        new("process_vm_readv", 310, 270, Rule.Deny), // reads or steers another process
        new("process_vm_writev", 311, 271, Rule.Deny), // reads or steers another process
        new("process_madvise", 440, 440, Rule.Deny), // reads or steers another process
        new("kcmp", 312, 272, Rule.Deny), // reads or steers another process
        new("migrate_pages", 256, 238, Rule.Deny), // reads or steers another process
        new("move_pages", 279, 239, Rule.Deny), // reads or steers another process

        // The system: never.
        new("mount", 165, 40, Rule.Deny), // file systems
        new("umount2", 166, 39, Rule.Deny), // file systems
        new("pivot_root", 155, 41, Rule.Deny), // file systems
        new("chroot", 161, 51, Rule.Deny), // file systems
        new("fsopen", 430, 430, Rule.Deny), // file systems
        new("fsconfig", 431, 431, Rule.Deny), // file systems
        new("fsmount", 432, 432, Rule.Deny), // file systems
        new("fspick", 433, 433, Rule.Deny), // file systems
        new("move_mount", 429, 429, Rule.Deny), // file systems
        new("open_tree", 428, 428, Rule.Deny), // file systems
        new("open_tree_attr", 467, 467, Rule.Deny), // file systems
        new("mount_setattr", 442, 442, Rule.Deny), // file systems
        new("statmount", 457, 457, Rule.Deny), // file systems
        new("listmount", 458, 458, Rule.Deny), // file systems
        new("unshare", 272, 97, Rule.Deny), // namespaces
        new("setns", 308, 268, Rule.Deny), // namespaces
        new("init_module", 175, 105, Rule.Deny), // kernel modules
        new("finit_module", 313, 273, Rule.Deny), // kernel modules
        new("delete_module", 176, 106, Rule.Deny), // kernel modules
        new("kexec_load", 246, 104, Rule.Deny), // another kernel
        new("kexec_file_load", 320, 294, Rule.Deny), // another kernel
        new("reboot", 169, 142, Rule.Deny), // the machine
        new("bpf", 321, 280, Rule.Deny), // programs in the kernel
        new("perf_event_open", 298, 241, Rule.Deny), // measures others
        new("lookup_dcookie", 212, 18, Rule.Deny), // measures others
        new("keyctl", 250, 219, Rule.Deny), // keys
        new("add_key", 248, 217, Rule.Deny), // keys
        new("request_key", 249, 218, Rule.Deny), // keys
        new("seccomp", 317, 277, Rule.Deny), // filters are set
        new("landlock_create_ruleset", 444, 444, Rule.Deny), // rules are set
        new("landlock_add_rule", 445, 445, Rule.Deny), // rules are set
        new("landlock_restrict_self", 446, 446, Rule.Deny), // rules are set
        new("swapon", 167, 224, Rule.Deny), // the machine's memory
        new("swapoff", 168, 225, Rule.Deny), // the machine's memory
        new("acct", 163, 89, Rule.Deny), // the machine's log
        new("syslog", 103, 116, Rule.Deny), // the machine's log
        new("vhangup", 153, 58, Rule.Deny), // terminals
        new("sethostname", 170, 161, Rule.Deny), // the machine's name
        new("setdomainname", 171, 162, Rule.Deny), // the machine's name
        new("iopl", 172, None, Rule.Deny), // hardware
        new("ioperm", 173, None, Rule.Deny), // hardware
        new("personality", 135, 92, Rule.Deny), // how the kernel treats it
        new("modify_ldt", 154, None, Rule.Deny), // segments
    ];
}

/// <param name="x64">Number on x86-64.</param>
/// <param name="arm64">Number on arm64.</param>
internal sealed class SystemCall(string name, int x64, int arm64, Rule rule)
{
    public string Name { get; } = name;

    public int X64 { get; } = x64;

    public int Arm64 { get; } = arm64;

    public Rule Rule { get; } = rule;
}
