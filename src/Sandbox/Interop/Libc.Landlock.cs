using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>Landlock: landlock_create_ruleset(2), landlock_add_rule(2). The restricting itself is done by the child that it is for: see <see cref="StartSequence"/>.</summary>
internal static unsafe partial class Libc
{
    private const uint AskForVersion = 1;
    public const int RulePathBeneath = 1;
    public const int OpenPathOnly = 0x200000;
    public const int OpenCloseOnExec = 0x80000;

    /// <summary>The kernel's version of Landlock; 0 where it has none or has it switched off.</summary>
    public static int LandlockAbi()
    {
        nint version = SystemCall(SystemCallNumbers.LandlockCreateRuleset, 0, 0, (nint)AskForVersion, 0, 0);
        return version > 0 ? (int)version : 0;
    }

    /// <param name="attributes">As landlock_ruleset_attr lays them out, cut to what the kernel's version knows.</param>
    /// <returns>A descriptor, closed on exec.</returns>
    public static int LandlockCreateRuleset(ReadOnlySpan<ulong> attributes)
    {
        fixed (ulong* pointer = attributes)
        {
            return (int)CheckedCall(SystemCall(SystemCallNumbers.LandlockCreateRuleset, (nint)pointer, attributes.Length * sizeof(ulong), 0, 0, 0), "landlock_create_ruleset");
        }
    }

    /// <summary>Allows rights on a file, or on a folder and all beneath it.</summary>
    public static void LandlockAddPathRule(int ruleset, int path, ulong rights)
    {
        var rule = new PathBeneath { Rights = rights, Parent = path };
        _ = CheckedCall(SystemCall(SystemCallNumbers.LandlockAddRule, ruleset, RulePathBeneath, (nint)(&rule), 0, 0), "landlock_add_rule");
    }

    /// <summary>A descriptor that names a file without opening it, closed on exec; null where there is none.</summary>
    public static int? TryOpenPath(string path)
    {
        int descriptor = Open(path, OpenPathOnly | OpenCloseOnExec);
        return descriptor >= 0 ? descriptor : null;
    }

    private static nint CheckedCall(nint result, string call) => result >= 0 ? result : throw new SystemCallException(call, Marshal.GetLastPInvokeError());

    // syscall is a variadic function; on Linux, for x86-64 and arm64, those take their arguments as others do.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    internal struct PathBeneath
    {
        public ulong Rights;
        public int Parent;
    }
}
