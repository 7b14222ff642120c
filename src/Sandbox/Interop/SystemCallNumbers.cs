using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>Numbers of the system calls that are made by number, because libc has no function for them or one that acts on all threads.</summary>
internal static class SystemCallNumbers
{
    public const int LandlockCreateRuleset = 444;
    public const int LandlockAddRule = 445;
    public const int LandlockRestrictSelf = 446;
    public const int CloseRange = 436;

    public static ByProcessor Execute => new(59, 221);

    public static ByProcessor OpenAt => new(257, 56);

    public static ByProcessor DuplicateTo => new(292, 24);

    public static ByProcessor Statx => new(332, 291);

    public static ByProcessor GetEntries => new(217, 61);

    public static ByProcessor ChangeDirectory => new(80, 49);

    public static ByProcessor SetSession => new(112, 157);

    public static ByProcessor SignalAction => new(13, 134);

    public static ByProcessor SignalMask => new(14, 135);

    public static ByProcessor Seccomp => new(317, 277);

    public static ByProcessor Prctl => new(157, 167);

    public static ByProcessor SetGroups => new(116, 159);

    public static ByProcessor SetResUid => new(117, 147);

    public static ByProcessor SetResGid => new(119, 149);

    public static ByProcessor CapGet => new(125, 90);

    public static ByProcessor CapSet => new(126, 91);

    /// <summary>Stands for the number on the processor that this runs on.</summary>
    internal readonly record struct ByProcessor(int X64, int Arm64)
    {
        public static implicit operator int(ByProcessor numbers) => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? numbers.Arm64 : numbers.X64;
    }
}
