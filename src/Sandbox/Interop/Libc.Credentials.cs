using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>Who a process is: geteuid(2), lchown(2), capabilities(7).</summary>
internal static unsafe partial class Libc
{
    public const uint CapabilityVersion3 = 0x2008_0522;

    private const int CapabilityBoundingSetRead = 23;

    [Flags]
    internal enum Capabilities : ulong
    {
        ChangeOwner = 1 << 0,
        SetGroup = 1 << 6,
        SetUser = 1 << 7,
        SetCapabilities = 1 << 8,
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    /// <summary>Gives a file or folder to a user and a group of the same number; a symbolic link itself, not what it names.</summary>
    public static void ChangeOwner(string path, uint owner) => _ = Checked(ChangeOwner(path, owner, owner), "lchown");

    /// <summary>The effective capabilities of this thread.</summary>
    public static Capabilities EffectiveCapabilities()
    {
        // struct __user_cap_header_struct { version; pid }; two of __user_cap_data_struct { effective; permitted; inheritable }.
        uint* header = stackalloc uint[2] { CapabilityVersion3, 0 };
        uint* data = stackalloc uint[6];
        _ = CheckedCall(SystemCall(SystemCallNumbers.CapGet, (nint)header, (nint)data, 0, 0, 0), "capget");
        return (Capabilities)(data[0] | ((ulong)data[3] << 32));
    }

    /// <summary>The numbers of the capabilities that programs run by this process could have.</summary>
    public static IReadOnlyList<int> BoundingSet()
    {
        List<int> set = [];
        for (int number = 0; ProcessControl(CapabilityBoundingSetRead, number, 0, 0, 0) is >= 0 and var isIn; number++)
        {
            if (isIn == 1)
            {
                set.Add(number);
            }
        }

        return set;
    }

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);
}
