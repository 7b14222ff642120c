using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Grader.EndToEnd.Seminar;

/// <summary>The pages docs/seminar.md and docs/seminar.ru.md: whatever they tell the reader to do is done, with real sockets, files and programs.</summary>
public sealed partial class SeminarTests : IDisposable
{
    private const string Port = "9999";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_command_of_the_page_does_what_the_page_says()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // the page's terminals are Unix shells, and this test starts them with setsid
        }

        Dictionary<string, string> environment = new()
        {
            ["NUGET_PACKAGES"] = folder.In("nuget"),
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_NOLOGO"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",

            // At a reader's desk, where a program that cannot be confined is checked nevertheless.
            ["CI"] = "false",
        };
        string home = Directory.CreateDirectory(folder.In("home")).FullName, programs = Directory.CreateDirectory(folder.In("programs")).FullName;
        WriteProgram("grader", $"exec '{GraderProgram.DotnetPath}' '{Path.Combine(AppContext.BaseDirectory, "grader.dll")}' \"$@\"");

        // The machine may have no nc, or one that knows other options; "grader feed" serves the lines that are typed as well.
        if (!HasNetcat())
        {
            WriteProgram("nc", "[ \"$1\" = -lk ] && exec grader feed word-count --type --port \"$2\"");
        }

        Dictionary<int, SeminarTerminal> terminals = [];
        string name = "(no file yet)";
        try
        {
            // Another test run on this machine may use the seminar's own port.
            string port = FreePort();
            foreach (SeminarStep step in Page("seminar.md"))
            {
                try
                {
                    await DoAsync(step, text => text.Replace(Port, port, StringComparison.Ordinal));
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException($"docs/seminar.md:{step.Line}: {error.Message}", error);
                }
            }
        }
        finally
        {
            foreach (SeminarTerminal terminal in terminals.Values)
            {
                terminal.Dispose();
            }
        }

        async Task DoAsync(SeminarStep step, Func<string, string> own)
        {
            switch (step)
            {
                case WriteFile file:
                    name = Path.Combine(home, file.Name);
                    Directory.CreateDirectory(Path.GetDirectoryName(name)!);
                    await File.WriteAllTextAsync(name, own(file.Text));
                    break;
                case Commands commands:
                    TerminalOf(commands.Terminal).Start(own(commands.Text));
                    if (!commands.Stays)
                    {
                        int exitCode = await TerminalOf(commands.Terminal).EndAsync();
                        Assert.True(exitCode == 0, $"the commands ended with {exitCode}");
                    }

                    break;
                case Typing typing:
                    foreach (string line in Lines(own(typing.Text)))
                    {
                        if (line == "^C")
                        {
                            await TerminalOf(typing.Terminal).InterruptAsync();
                        }
                        else
                        {
                            TerminalOf(typing.Terminal).Type(line);
                        }
                    }

                    break;
                case Showing showing:
                    foreach (string part in own(showing.Text).Split("…\n", StringSplitOptions.RemoveEmptyEntries))
                    {
                        await TerminalOf(showing.Terminal).ShowAsync(part);
                    }

                    break;
            }
        }

        SeminarTerminal TerminalOf(int number)
        {
            if (!terminals.TryGetValue(number, out SeminarTerminal? terminal))
            {
                terminals.Add(number, terminal = new SeminarTerminal(home, programs, environment));
            }

            return terminal;
        }

        void WriteProgram(string program, string text)
        {
            string path = Path.Combine(programs, program);
            File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>So that running one of them is enough.</summary>
    [Fact]
    public void Both_languages_say_the_same_to_do() =>
        Assert.Equal(Page("seminar.md").Select(WithoutWords), Page("seminar.ru.md").Select(WithoutWords));

    /// <summary>Whether <c>nc</c> is OpenBSD's, the one that the page's options are for.</summary>
    private static bool HasNetcat() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(directory => new FileInfo(Path.Combine(directory, "nc")))
        .FirstOrDefault(file => file.Exists)?.ResolveLinkTarget(returnFinalTarget: true)?.Name == "nc.openbsd";

    private static IReadOnlyList<SeminarStep> Page(string name)
    {
        IReadOnlyList<SeminarStep> steps = SeminarPage.Read(File.ReadAllText(Path.Combine(GraderProgram.RepositoryRoot, "docs", name)));
        Assert.NotEmpty(steps);
        return steps;
    }

    /// <summary>Comments, and what a program says of itself, are for the reader.</summary>
    private static SeminarStep WithoutWords(SeminarStep step) => step switch
    {
        WriteFile file => file with { Line = 0, Text = Words().Replace(file.Text, "") },
        Commands commands => commands with { Line = 0, Text = Words().Replace(commands.Text, "") },
        Typing typing => typing with { Line = 0 },
        Showing showing => showing with { Line = 0, Text = Words().Replace(showing.Text, "") },
        _ => step,
    };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("(// .*|# .*|=== .* ===)")]
    private static partial Regex Words();
}
