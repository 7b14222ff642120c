using System.Text;
using Spectre.Console;

namespace Grader.Commands;

/// <summary>All that commands reach of the machine they run on.</summary>
/// <param name="Output">Results; coloured on a terminal only.</param>
/// <param name="Error">Problems and progress; a progress bar on a terminal only.</param>
/// <param name="WorkingDirectory">Where relative paths start.</param>
/// <param name="ProgramDirectory">Where assignments and the worker are shipped beside the program.</param>
/// <param name="Cores">Processors to use.</param>
public sealed record CommandContext(IAnsiConsole Output, IAnsiConsole Error, string WorkingDirectory, string ProgramDirectory, int Cores)
{
    // Where no terminal tells its width, tables are as wide as most log viewers.
    private const int WidthWithoutTerminal = 160;

    /// <summary>Runs in a pipeline, not at somebody's desk.</summary>
    public bool IsContinuousIntegration { get; init; }

    /// <summary>What a user types; empty where nobody does.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Real time; what replays live on is another.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The context of this process.</summary>
    public static CommandContext OfProcess() => new(
        ConsoleOn(Console.Out, Console.IsOutputRedirected), ConsoleOn(Console.Error, Console.IsErrorRedirected),
        Environment.CurrentDirectory, AppContext.BaseDirectory, Environment.ProcessorCount)
    {
        Input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)),
        IsContinuousIntegration = Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ci && !ci.Equals("false", StringComparison.OrdinalIgnoreCase),
    };

    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
