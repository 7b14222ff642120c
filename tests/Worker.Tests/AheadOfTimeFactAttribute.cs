using System.Reflection.PortableExecutable;

namespace Grader.Worker.Tests;

/// <summary>A fact of workers that were compiled ahead of time, as Release builds are where the SDK brings the runtime that it runs on.</summary>
internal sealed class AheadOfTimeFactAttribute : FactAttribute
{
    public AheadOfTimeFactAttribute()
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "worker", "Grader.Worker.dll")));
        Skip = image.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0 ? null : "The worker was not compiled ahead of time.";
    }
}
