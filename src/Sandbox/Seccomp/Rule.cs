namespace Grader.Sandbox.Seccomp;

/// <summary>What the filter does about a system call. Those with conditions look at its arguments; where they do not hold, it is denied.</summary>
internal enum Rule
{
    Allow,

    /// <summary>EPERM.</summary>
    Deny,

    /// <summary>EACCES: what programs expect to hear about the network.</summary>
    NoAccess,

    /// <summary>ENOSYS: there is another way, and libc knows it.</summary>
    NoSuchCall,

    /// <summary>The first argument has the flag CLONE_THREAD.</summary>
    OwnThread,

    /// <summary>The first argument is the number of this process.</summary>
    FirstIsSelf,

    /// <summary>The first argument is 0, which stands for the caller, or the number of this process.</summary>
    FirstIsZeroOrSelf,

    /// <summary>The second argument, a path, is null.</summary>
    SecondIsNull,

    /// <summary>The second argument is one of the allowed commands of fcntl.</summary>
    DescriptorCommand,

    /// <summary>The second argument is one of the allowed commands of ioctl.</summary>
    DeviceCommand,

    /// <summary>The first argument is one of the allowed options of prctl.</summary>
    ProcessOption,
}
