using System.Diagnostics;

namespace Grader.Hostile.Tests;

/// <summary>Hostile programs of files that no repository can hold everywhere: pipes, links, names that are commands.</summary>
internal static class MadePrograms
{
    private const string Contained = "submission gets 0 with a clear message, not full marks; the grader stays up";

    // A workflow command, control sequences, a line end, a turn of the reading direction, an option, quotes.
    private static readonly string[] StrangeNames = ["::error file=a::x.cs", "\u001b[31mred\u001b]0;t\u0007.cs", "a\nb\n::error::c.cs", "\u202Ecs.live.cs", "##[error]x.cs", "-rf.cs", "'\";$(x).cs", " .cs", ".cs"];

    public static IReadOnlyList<string> Names { get; } = ["strange-names", "link-to-host", "link-to-itself", "linked-folder", "pipe", "pipe-beside"];

    /// <param name="root">An empty folder.</param>
    public static IReadOnlyList<Attack> MakeAll(string root)
    {
        foreach (string name in StrangeNames)
        {
            File.WriteAllText(Path.Combine(Folder("strange-names"), name), "class A { int x = \"no\"; }");
        }

        File.CreateSymbolicLink(Path.Combine(Folder("link-to-host"), "Program.cs"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(Folder("link-to-itself"), "Program.cs"), "Program.cs");
        Directory.CreateSymbolicLink(Path.Combine(Folder("linked-folder"), "root"), "/");
        File.WriteAllText(Path.Combine(Folder("linked-folder"), "Program.cs"), "System.Console.WriteLine();");
        MakePipe(Path.Combine(Folder("pipe"), "Program.cs"));
        MakePipe(Path.Combine(Folder("pipe-beside"), "notes.txt"));
        File.WriteAllText(Path.Combine(Folder("pipe-beside"), "Program.cs"), "System.Console.WriteLine();");
        return [.. Names.Select(name => new Attack(Path.Combine(root, name), name, "filesystem-submission", Contained, Canary: null))];

        string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
    }

    private static void MakePipe(string path)
    {
        using var mkfifo = Process.Start("mkfifo", path);
        mkfifo.WaitForExit();
    }
}
