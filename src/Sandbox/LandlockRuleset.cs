using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>Rules of Landlock, as strict as the kernel's version can be: what is not allowed here is refused.</summary>
internal sealed class LandlockRuleset : IDisposable
{
    public const ulong ReadFile = 1 << 2;

    private const ulong Execute = 1 << 0;
    private const ulong WriteFile = 1 << 1;
    private const ulong ReadFolder = 1 << 3;
    private const ulong MakeDevices = (1 << 6) | (1 << 11); // character and block devices
    private const ulong MakeSocket = 1 << 9;
    private const ulong Refer = 1 << 13;
    private const ulong Truncate = 1 << 14;
    private const ulong DeviceCommands = 1 << 15;

    private const ulong OfFirstVersion = (1 << 13) - 1;
    private const ulong Tcp = 3; // bind, connect
    private const ulong AbstractSocketsAndSignals = 3;

    private readonly ulong handled;

    /// <param name="abi">The kernel's version of Landlock, 1 at least.</param>
    public LandlockRuleset(int abi)
    {
        handled = OfFirstVersion | (abi >= 2 ? Refer : 0) | (abi >= 3 ? Truncate : 0) | (abi >= 5 ? DeviceCommands : 0);
        ReadOnlySpan<ulong> attributes = [handled, Tcp, AbstractSocketsAndSignals];
        Descriptor = Libc.LandlockCreateRuleset(attributes[..(abi >= 6 ? 3 : abi >= 4 ? 2 : 1)]);
    }

    public int Descriptor { get; }

    /// <summary>Allows to read and to run what lies at a path and beneath it. A path that does not exist is passed over.</summary>
    public void AllowReading(string path) => Allow(path, Execute | ReadFile | ReadFolder);

    /// <summary>Allows to read and write a device or file, nothing more.</summary>
    public void AllowDevice(string path) => Allow(path, ReadFile | WriteFile);

    /// <summary>Allows everything beneath a folder but devices, sockets and the running of programs.</summary>
    public void AllowWriting(string folder) => Allow(folder, handled & ~(Execute | MakeDevices | MakeSocket | DeviceCommands));

    public void Dispose() => Libc.CloseDescriptor(Descriptor);

    private void Allow(string path, ulong rights)
    {
        if (Libc.TryOpenPath(path) is not { } descriptor)
        {
            return;
        }

        try
        {
            // What only folders can have must not be asked for on a file.
            Libc.LandlockAddPathRule(Descriptor, descriptor, Directory.Exists(path) ? rights : rights & (Execute | WriteFile | ReadFile | Truncate));
        }
        finally
        {
            Libc.CloseDescriptor(descriptor);
        }
    }
}
