using System.Runtime.InteropServices;
using System.Text;

namespace Grader.Sandbox;

/// <summary>Zeroed unmanaged memory that is freed all at once.</summary>
internal sealed unsafe class NativeMemoryArena : IDisposable
{
    private readonly List<nint> blocks = [];

    public byte* Allocate(int bytes)
    {
        void* block = NativeMemory.AllocZeroed((nuint)bytes);
        blocks.Add((nint)block);
        return (byte*)block;
    }

    /// <summary>UTF-8, ended by a zero.</summary>
    public byte* Text(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        byte* bytes = Allocate(length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, length));
        return bytes;
    }

    /// <summary>Pointers to texts, ended by a null.</summary>
    public byte** Texts(IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        byte** pointers = (byte**)Allocate((all.Length + 1) * sizeof(byte*));
        for (int i = 0; i < all.Length; i++)
        {
            pointers[i] = Text(all[i]);
        }

        return pointers;
    }

    public void Dispose() => blocks.ForEach(block => NativeMemory.Free((void*)block));
}
