namespace Grader.Hostile;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    public static string Samples { get; } = Path.Combine(Root(), "samples");

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This runs from inside the repository.");
        }

        return folder.FullName;
    }
}
