using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>Starts confined processes on Linux: the child gives up what it must not have before its program begins; see <see cref="StartSequence"/>.</summary>
public static class ConfinedStart
{
    private const int NoNewPrivileges = 38;
    private const int DropFromBoundingSet = 24;
    private const int Ambient = 47;
    private const int AmbientClearAll = 4;
    private const int ParentDeathSignal = 1;
    private const int CloseRangeCloseOnExec = 4;
    private const int Signals = 64;
    private const int SetMask = 2;
    private const int MaskBytes = 8;
    private const int RelativeToWorkingDirectory = -100;

    private static readonly string[] SystemLibraries = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store"];
    private static readonly string[] SystemFiles = ["/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf", "/usr/share/zoneinfo"];
    private static readonly string[] Devices = ["/dev/null", "/dev/urandom", "/dev/random"];

    /// <summary>Whether workers can have users of their own: this process is root, and everybody may read what they must reach.</summary>
    public static bool CanGiveUsers(IEnumerable<string> mustReach)
    {
        const Libc.Capabilities Needed = Libc.Capabilities.ChangeOwner | Libc.Capabilities.SetGroup | Libc.Capabilities.SetUser;
        return Libc.EffectiveUser() == 0 && Libc.EffectiveCapabilities().HasFlag(Needed) && mustReach.All(IsReadableByAll);
    }

    /// <summary>A user for one worker, which no other worker of this machine has; null where there is none to give.</summary>
    public static uint? NextUser() => WorkerUser.Next();

    /// <summary>Gives a file or folder to a worker's user.</summary>
    /// <exception cref="SystemCallException">It cannot be given away.</exception>
    public static void GiveTo(string path, uint user) => Libc.ChangeOwner(path, user);

    /// <summary>Whether everybody may read a file or folder, and pass the folders above it.</summary>
    public static bool IsReadableByAll(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false; // no modes there, and no sandbox
        }

        string full = Path.GetFullPath(path);
        var file = new FileInfo(full);
        FileSystemInfo target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        if (!target.FullName.Equals(full, StringComparison.Ordinal))
        {
            return IsReadableByAll(target.FullName);
        }

        const UnixFileMode Read = UnixFileMode.OtherRead, Pass = UnixFileMode.OtherExecute;
        UnixFileMode needed = Directory.Exists(full) ? Read | Pass : Read;
        if ((File.GetUnixFileMode(full) & needed) != needed)
        {
            return false;
        }

        for (DirectoryInfo? folder = Directory.GetParent(full); folder is not null; folder = folder.Parent)
        {
            if ((folder.UnixFileMode & Pass) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Starts a process that can reach what <paramref name="access"/> names and nothing else.</summary>
    /// <param name="user">Its user and group; null leaves it its starter's.</param>
    /// <param name="support">What was found on this machine; nothing is missing.</param>
    /// <exception cref="SystemCallException">A layer could not be put in place, or the program cannot be run: nothing runs.</exception>
    public static ConfinedChild Start(WorkerStartInfo info, WorkerAccess access, uint? user, SandboxSupport support)
    {
        var keeper = new ChildKeeper(() => StartHere(info, access, user, support));
        return keeper.Start();
    }

    private static unsafe ConfinedChild StartHere(WorkerStartInfo info, WorkerAccess access, uint? user, SandboxSupport support)
    {
        using var ruleset = Rules(access, support);
        using var memory = new NativeMemoryArena();
        using var input = new PipeEnds();
        using var output = new PipeEnds();
        using var error = new PipeEnds();
        var calls = new CallList(memory);
        AddSession(calls, memory, info, [input.Read, output.Write, error.Write]);
        AddLossOfRights(calls, memory, user);
        AddLandlock(calls, memory, ruleset);
        calls.Add("execve of " + info.Program, SystemCallNumbers.Execute,
            memory.Text(info.Program), memory.Texts([info.Program, .. info.Arguments]), memory.Texts(info.Environment.Select(variable => $"{variable.Key}={variable.Value}")));

        StartSequence* sequence = (StartSequence*)memory.Allocate(sizeof(StartSequence));
        sequence->Bind();
        sequence->Calls = calls.Prepare();
        int child = StartSequence.Run(sequence);
        if (child < 0)
        {
            throw new SystemCallException("vfork", sequence->Errno);
        }

        if (sequence->FailedCall >= 0)
        {
            _ = Libc.WaitForChild(child);
            throw new SystemCallException(calls.NameOf(sequence->FailedCall), sequence->Errno);
        }

        return new ConfinedChild(child, input.TakeWrite(), output.TakeRead(), error.TakeRead());
    }

    private static LandlockRuleset Rules(WorkerAccess access, SandboxSupport support)
    {
        var ruleset = new LandlockRuleset(support.LandlockAbi);
        foreach (string path in (IEnumerable<string>)[.. SystemLibraries, .. SystemFiles, .. access.Readable])
        {
            ruleset.AllowReading(path);
        }

        foreach (string device in Devices)
        {
            ruleset.AllowDevice(device);
        }

        foreach (string folder in access.Writable)
        {
            ruleset.AllowWriting(folder);
        }

        return ruleset;
    }

    /// <summary>A session of its own, no handler and no blocked signal of the starter's, the standard streams and no other descriptor.</summary>
    private static unsafe void AddSession(CallList calls, NativeMemoryArena memory, WorkerStartInfo info, int[] standardStreams)
    {
        // The kernel's struct sigaction, all zero: the default action.
        byte* defaultAction = memory.Allocate(4 * sizeof(ulong));
        for (int signal = 1; signal <= Signals; signal++)
        {
            if (signal is not (9 or 19)) // SIGKILL and SIGSTOP have no other
            {
                calls.Add("rt_sigaction", SystemCallNumbers.SignalAction, signal, defaultAction, null, MaskBytes);
            }
        }

        calls.Add("rt_sigprocmask", SystemCallNumbers.SignalMask, SetMask, memory.Allocate(MaskBytes), null, MaskBytes);
        calls.Add("setsid", SystemCallNumbers.SetSession);
        calls.Add("chdir to " + info.WorkingDirectory, SystemCallNumbers.ChangeDirectory, memory.Text(info.WorkingDirectory));
        for (int i = 0; i < standardStreams.Length; i++)
        {
            calls.Add("dup3", SystemCallNumbers.DuplicateTo, standardStreams[i], i);
        }

        calls.Add("close_range", SystemCallNumbers.CloseRange, standardStreams.Length, unchecked((nint)uint.MaxValue), CloseRangeCloseOnExec);
    }

    /// <summary>In this order: each step needs rights that a later one takes.</summary>
    private static unsafe void AddLossOfRights(CallList calls, NativeMemoryArena memory, uint? user)
    {
        calls.Add("prctl(PR_SET_NO_NEW_PRIVS)", SystemCallNumbers.Prctl, NoNewPrivileges, 1);
        if (Libc.EffectiveCapabilities().HasFlag(Libc.Capabilities.SetCapabilities))
        {
            foreach (int capability in Libc.BoundingSet())
            {
                calls.Add("prctl(PR_CAPBSET_DROP)", SystemCallNumbers.Prctl, DropFromBoundingSet, capability);
            }
        }

        calls.Add("prctl(PR_CAP_AMBIENT_CLEAR_ALL)", SystemCallNumbers.Prctl, Ambient, AmbientClearAll);
        if (user is { } number)
        {
            // By number: libc's functions change all threads of a process, and take this one for its starter's.
            calls.Add("setgroups", SystemCallNumbers.SetGroups);
            calls.Add("setresgid", SystemCallNumbers.SetResGid, (nint)number, (nint)number, (nint)number);
            calls.Add("setresuid", SystemCallNumbers.SetResUid, (nint)number, (nint)number, (nint)number);
        }

        // struct __user_cap_header_struct { version; pid } and two of __user_cap_data_struct, all zero: no capability in any set.
        uint* header = (uint*)memory.Allocate(2 * sizeof(uint));
        header[0] = Libc.CapabilityVersion3;
        calls.Add("capset", SystemCallNumbers.CapSet, header, memory.Allocate(6 * sizeof(uint)));

        // After the change of users, which forgets it.
        calls.Add("prctl(PR_SET_PDEATHSIG)", SystemCallNumbers.Prctl, ParentDeathSignal, Libc.SignalKill);
    }

    private static unsafe void AddLandlock(CallList calls, NativeMemoryArena memory, LandlockRuleset ruleset)
    {
        // The one file under /proc, the child's own: libc looks there for the bounds of the main thread's stack, without which the runtime does not start.
        Libc.PathBeneath* rule = (Libc.PathBeneath*)memory.Allocate(sizeof(Libc.PathBeneath));
        rule->Rights = LandlockRuleset.ReadFile;
        calls.Add("open of /proc/self/maps", SystemCallNumbers.OpenAt, RelativeToWorkingDirectory, memory.Text("/proc/self/maps"), Libc.OpenPathOnly | Libc.OpenCloseOnExec,
            result: &rule->Parent);
        calls.Add("landlock_add_rule", SystemCallNumbers.LandlockAddRule, ruleset.Descriptor, Libc.RulePathBeneath, rule);
        calls.Add("landlock_restrict_self", SystemCallNumbers.LandlockRestrictSelf, ruleset.Descriptor);
    }
}
