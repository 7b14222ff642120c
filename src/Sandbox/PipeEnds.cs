using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>Both ends of a pipe; those that nobody took are closed.</summary>
internal sealed class PipeEnds : IDisposable
{
    private const int Taken = -1;

    public PipeEnds() => (Read, Write) = Libc.Pipe();

    public int Read { get; private set; }

    public int Write { get; private set; }

    public int TakeRead()
    {
        (int taken, Read) = (Read, Taken);
        return taken;
    }

    public int TakeWrite()
    {
        (int taken, Write) = (Write, Taken);
        return taken;
    }

    public void Dispose()
    {
        foreach (int descriptor in (int[])[TakeRead(), TakeWrite()])
        {
            if (descriptor != Taken)
            {
                Libc.CloseDescriptor(descriptor);
            }
        }
    }
}
