using System.Text;
using Grader.Scenarios;

namespace Grader.Feed;

/// <summary>A real folder: a file gets its name when it is complete, so that nobody reads half of it.</summary>
/// <param name="folder">Full path.</param>
internal sealed class FolderTarget(string folder, Scenario scenario) : IFeedTarget
{
    // A leading dot makes it no data for Spark.
    private const string UnfinishedPrefix = ".feeding-";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Deletes what an earlier feed of this scenario left in the folder, and no other file.</summary>
    /// <returns>How many files there were.</returns>
    /// <exception cref="FeedException">A file cannot be deleted.</exception>
    public int RemoveEarlier()
    {
        string[] earlier = [.. Names().Select(InFolder).Where(File.Exists)];
        foreach (string file in earlier)
        {
            Do($"{file} cannot be deleted", () => File.Delete(file));
        }

        return earlier.Length;
    }

    public Task ReadyAsync(CancellationToken cancellation)
    {
        if (File.Exists(folder))
        {
            throw new FeedException($"{folder} is a file where the input folder belongs: move it away, or name another folder with --folder.");
        }

        Do($"The folder {folder} cannot be made", () => Directory.CreateDirectory(folder));
        return Names().Select(InFolder).FirstOrDefault(Path.Exists) is { } present
            ? throw new FeedException($"{present} is there already: --again deletes what an earlier feed left; or name another folder with --folder.")
            : Task.CompletedTask;
    }

    public Task DeliverAsync(TimelineEvent happening, CancellationToken cancellation)
    {
        switch (happening)
        {
            case FileArrival arrival:
                Write(arrival);
                break;
            case FileRename rename:
                Do($"{InFolder(rename.From)} cannot be renamed to {rename.To}", () => File.Move(InFolder(rename.From), InFolder(rename.To)));
                break;
        }

        return Task.CompletedTask;
    }

    public Task CloseAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(FileArrival arrival)
    {
        string file = InFolder(arrival.Name), unfinished = InFolder(UnfinishedPrefix + arrival.Name);
        try
        {
            Do($"{file} cannot be written", () =>
            {
                File.WriteAllText(unfinished, string.Concat(arrival.Lines.Select(line => line.Text + "\n")), Utf8);
                File.Move(unfinished, file);
            });
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                Do($"{unfinished} cannot be deleted", () => File.Delete(unfinished));
            }
        }
    }

    /// <summary>Every name that a file of the scenario has at some time.</summary>
    private IEnumerable<string> Names() => scenario.Events.SelectMany(happening => happening switch
    {
        FileArrival arrival => [arrival.Name],
        FileRename rename => [rename.To],
        _ => Array.Empty<string>(),
    });

    private string InFolder(string name) => Path.Combine(folder, name);

    private static void Do(string failure, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FeedException($"{failure}: {error.Message}", error);
        }
    }
}
