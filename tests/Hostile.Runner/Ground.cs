using System.Diagnostics;
using System.Security.Cryptography;

namespace Grader.Hostile;

/// <summary>Where attacks are run: copies of programs and assignments with canaries in them, and variables that a pipeline would have.</summary>
internal sealed class Ground : IDisposable
{
    private static readonly string[] PipelineFiles = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"];

    private static readonly EnumerationOptions NoLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly string root = Directory.CreateTempSubdirectory("hostile-").FullName;
    private readonly Dictionary<string, string> hashes;
    private readonly HashSet<string> canariesBefore;

    /// <param name="programDirectory">Holds <c>assignments</c> and the reference solutions beside the grader's program.</param>
    public Ground(string programDirectory, IReadOnlyList<Attack> attacks)
    {
        canariesBefore = CanaryFiles();
        Copy(Path.Combine(programDirectory, "assignments"), Assignments);
        Copy(Path.Combine(programDirectory, "src", "ReferenceSolutions"), Path.Combine(root, "src", "ReferenceSolutions"));
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            string? comment = Path.GetExtension(file) switch { ".yaml" => "# ", ".cs" => "// ", _ => null };
            if (comment is not null)
            {
                File.AppendAllText(file, $"\n{comment}CANARY_REFERENCE={Reference}\n");
            }
        }

        foreach (Attack attack in attacks)
        {
            Copy(attack.Folder, ProgramOf(attack));
            if (attack.Canary is { } canary)
            {
                Remove(canary);
            }
        }

        Environment.SetEnvironmentVariable("CANARY_SECRET", Secret);
        foreach (string name in PipelineFiles)
        {
            File.WriteAllText(Path.Combine(root, name), "");
            Environment.SetEnvironmentVariable(name, Path.Combine(root, name));
        }

        hashes = Hashes();
    }

    /// <summary>In the grader's environment.</summary>
    public string Secret { get; } = NewCanary();

    /// <summary>In scenarios, assignments and reference solutions.</summary>
    public string Reference { get; } = NewCanary();

    /// <summary>In the sources of the honest submissions.</summary>
    public string Neighbour { get; } = NewCanary();

    public string Assignments => Path.Combine(root, "assignments");

    public string ProgramOf(Attack attack) => Path.Combine(root, "submissions", attack.Name);

    /// <summary>An honest submission, with a canary in it.</summary>
    public string Plant(string source, string name)
    {
        string folder = Path.Combine(root, "submissions", name);
        Copy(source, folder);
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs"))
        {
            File.AppendAllText(file, $"\n// CANARY_NEIGHBOUR={Neighbour}\n");
        }

        foreach ((string path, string hash) in Hashes())
        {
            hashes[path] = hash;
        }

        return folder;
    }

    /// <summary>Files that came to be or changed and must not have, each as a sentence.</summary>
    public IEnumerable<string> Changes(IReadOnlyList<Attack> attacks)
    {
        Dictionary<string, string> now = Hashes();
        foreach (string path in hashes.Keys.Union(now.Keys).Where(path => hashes.GetValueOrDefault(path) != now.GetValueOrDefault(path)))
        {
            yield return $"{Path.GetRelativePath(root, path)} was changed, made or deleted";
        }

        foreach (string path in CanaryFiles().Except(canariesBefore))
        {
            yield return $"{path} came to be";
        }

        foreach (Attack attack in attacks.Where(attack => attack.Canary is { } canary && (File.Exists(canary) || Directory.Exists(canary))))
        {
            yield return $"{attack.Name}: its canary {attack.Canary} came to be";
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Where attacks leave their marks, and where crashes leave core files.</summary>
    private static HashSet<string> CanaryFiles() =>
    [
        .. new[] { Path.GetTempPath(), "/tmp", "/dev/shm", "/var/tmp", Environment.CurrentDirectory, AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "worker") }
            .Where(Directory.Exists).SelectMany(Directory.EnumerateFileSystemEntries).Select(Path.GetFullPath)
            .Where(path => Path.GetFileName(path) is var name && (name.Contains("canary", StringComparison.OrdinalIgnoreCase)
                || name.Contains("PWNED", StringComparison.Ordinal) || name == "core" || name.StartsWith("core.", StringComparison.Ordinal)))
            .Where(path => Path.GetFileName(path) != "canary-unix-listener"),
    ];

    private static string NewCanary() => Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
    }

    /// <summary>As it stands: links as links, pipes as pipes.</summary>
    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        using var copy = Process.Start("cp", ["-a", source + "/.", target]);
        copy.WaitForExit();
        if (copy.ExitCode != 0)
        {
            throw new IOException($"{source} could not be copied.");
        }
    }

    // What is empty is not opened: it may be a pipe.
    private Dictionary<string, string> Hashes() => Directory.EnumerateFiles(root, "*", NoLinks)
        .ToDictionary(file => file, file => new FileInfo(file).Length == 0 ? "" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
