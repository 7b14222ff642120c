using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>System calls to be made later, each with the name that a failure is told by.</summary>
internal sealed unsafe class CallList(NativeMemoryArena memory)
{
    private readonly List<string> names = [];
    private readonly List<StartSequence.PreparedCall> calls = [];

    public void Add(string name, int number, nint first = 0, nint second = 0, nint third = 0) => Add(name, number, first, second, third, 0, null);

    public void Add(string name, int number, void* first, void* second = null, void* third = null) => Add(name, number, (nint)first, (nint)second, (nint)third, 0, null);

    public void Add(string name, int number, nint first, void* second, void* third, nint fourth) => Add(name, number, first, (nint)second, (nint)third, fourth, null);

    public void Add(string name, int number, nint first, nint second, void* third) => Add(name, number, first, second, (nint)third, 0, null);

    public void Add(string name, int number, nint first, void* second, nint third, int* result) => Add(name, number, first, (nint)second, third, 0, result);

    public string NameOf(int index) => names[index];

    public StartSequence.PreparedCall* Prepare()
    {
        StartSequence.PreparedCall* prepared = (StartSequence.PreparedCall*)memory.Allocate(calls.Count * sizeof(StartSequence.PreparedCall));
        for (int i = 0; i < calls.Count; i++)
        {
            prepared[i] = calls[i];
        }

        return prepared;
    }

    private void Add(string name, int number, nint first, nint second, nint third, nint fourth, int* result)
    {
        names.Add(name);
        calls.Add(new StartSequence.PreparedCall { Number = number, First = first, Second = second, Third = third, Fourth = fourth, Result = result });
    }
}
