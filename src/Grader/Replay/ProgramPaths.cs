using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Replay;

/// <summary>
/// Maps the real working directory in paths that a program names (<c>Path.GetFullPath("in")</c>, <c>file:</c> URIs) onto the virtual one, so that the
/// engine finds its files, and plans and messages are the same on every machine.
/// </summary>
internal sealed class ProgramPaths(string workingDirectory, string virtualDirectory)
{
    private readonly string real = Slashes(workingDirectory).TrimEnd('/');

    public string Map(string path)
    {
        string text = Slashes(path);
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            string rest = text[5..].TrimStart('/');
            text = real.StartsWith('/') ? "/" + rest : rest;
        }

        return text == real || text.StartsWith(real + "/", StringComparison.Ordinal) ? virtualDirectory + text[real.Length..] : path;
    }

    public LogicalPlan Map(LogicalPlan plan) => plan.TransformUp(node => node switch
    {
        DataSource source => Map(source),
        WithCtes ctes => ctes with { Ctes = ctes.Ctes.Select(cte => KeyValuePair.Create(cte.Key, Map(cte.Value))).ToSeq() },
        _ => node,
    });

    public WriteStreamOperation Map(WriteStreamOperation operation) => operation with
    {
        Input = Map(operation.Input),
        Options = Map(operation.Options),
        Path = operation.Path is { } path ? Map(path) : null,
    };

    public Command Map(Command command) => command switch
    {
        WriteOperation write => write with
        {
            Input = Map(write.Input),
            Name = write is { Target: SaveTarget.Path, Name: { } path } ? Map(path) : write.Name,
            Options = Map(write.Options),
        },
        WriteOperationV2 write => write with { Input = Map(write.Input), Options = Map(write.Options) },
        CreateTable create => create with { Path = create.Path is { } path ? Map(path) : null, Options = Map(create.Options) },
        Persist persist => persist with { Input = Map(persist.Input) },
        CheckpointCommand checkpoint => checkpoint with { Frame = Map(checkpoint.Frame) },
        _ => command,
    };

    private DataSource Map(DataSource source) => source with { Paths = source.Paths.MapUnchanged(Map), Options = Map(source.Options) };

    private Seq<Setting> Map(Seq<Setting> options) =>
        options.Select(option => new Setting(option.Key, Map(option.Value))).ToSeq();

    private static string Slashes(string path) => Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
}
