using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>Numbers of the system calls that are made by number, because libc has no function for them or one that acts on all threads.</summary>
internal static class SystemCallNumbers
{
    public const int LandlockCreateRuleset = 444;
    public const int LandlockAddRule = 445;
    public const int LandlockRestrictSelf = 446;
    public const int CloseRange = 436;

    public static int Execute => IsArm ? 221 : 59;

    public static int OpenAt => IsArm ? 56 : 257;

    public static int DuplicateTo => IsArm ? 24 : 292;

    public static int Statx => IsArm ? 291 : 332;

    public static int GetEntries => IsArm ? 61 : 217;

    public static int ChangeDirectory => IsArm ? 49 : 80;

    public static int SetSession => IsArm ? 157 : 112;

    public static int SignalAction => IsArm ? 134 : 13;

    public static int SignalMask => IsArm ? 135 : 14;

    public static int Seccomp => IsArm ? 277 : 317;

    public static int Prctl => IsArm ? 167 : 157;

    public static int SetGroups => IsArm ? 159 : 116;

    public static int SetResUid => IsArm ? 147 : 117;

    public static int SetResGid => IsArm ? 149 : 119;

    public static int CapGet => IsArm ? 90 : 125;

    public static int CapSet => IsArm ? 91 : 126;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
