using System.CommandLine;
using System.Reflection;
using System.Text;
using Grader.Compile;
using Grader.Report;
using Grader.Scenarios;
using Grader.Starters;

namespace Grader.Commands;

/// <summary><c>grader new</c>: a folder in which a student starts.</summary>
internal static class NewCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create(CommandContext context)
    {
        var assignment = new Argument<string>("assignment") { Description = "Id of the assignment, for example taxi; 'grader assignments' lists them." };
        var folder = new Argument<string?>("folder") { Description = "The new folder. Without it: one named after the assignment.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> assignments = AssignmentsOption.Create();
        var command = new Command(
            "new",
            """
            Makes a folder for an assignment: its text, the program to start from, and a project that any editor for C# opens. 'dotnet run' in the
            folder runs the program live, as 'grader run' does. Nothing is downloaded: what the project needs is in the folder.

            Exit codes: 0 the folder is ready, 2 wrong use, a broken assignment, or a folder that cannot be used, 3 a fault of the grader.
            """)
        {
            assignment, folder, assignments,
        };
        command.SetAction((parsed, _) => CommandErrors.HandleAsync(context, () => Task.FromResult(Run(
            context, AssignmentsOption.Find(parsed.GetValue(assignments), context).OpenOrThrow(parsed.GetValue(assignment)!), parsed.GetValue(folder)))));
        return command;
    }

    private static int Run(CommandContext context, Assignment assignment, string? folder)
    {
        string name = folder ?? assignment.Id, target = context.FullPath(name);
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new WrongUseException($"{name} is there already and not an empty folder: nothing was changed. Name another folder.");
        }

        Submission starter = Starter(assignment);
        SparkPackage package = SparkPackage.Load(Path.Combine(context.ProgramDirectory, "package"), Release());
        try
        {
            foreach (SourceFile file in starter.Files)
            {
                WriteText(Path.Combine(target, file.Path), file.Text);
            }

            foreach ((string file, string text) in StarterProject.Files(assignment, package))
            {
                WriteText(Path.Combine(target, file), text);
            }

            foreach (string text in Directory.EnumerateFiles(assignment.Folder, "README*.md"))
            {
                File.Copy(text, Path.Combine(target, Path.GetFileName(text)));
            }

            if (assignment.Input is FolderInput(var input))
            {
                Directory.CreateDirectory(Path.Combine(target, input));
            }

            string packages = Directory.CreateDirectory(Path.Combine(target, StarterProject.PackagesFolder)).FullName;
            using FileStream archive = new(Path.Combine(packages, package.FileName), FileMode.CreateNew);
            package.Write(archive);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"{name} cannot be made: {error.Message} What is there of it can be deleted.");
        }

        Tell(context, assignment, PlainText.Of(name, 4000), starter);
        return ExitCode.Done;
    }

    private static void Tell(CommandContext context, Assignment assignment, string name, Submission starter)
    {
        TextWriter output = context.Output.Profile.Out.Writer;
        output.WriteLine($"{name} is ready: {PlainText.Of(assignment.Title.En)}. Read README.md, then work in {PlainText.Of(starter.Files[0].Path)}.");
        output.WriteLine();
        output.WriteLine($"  cd {name}");
        output.WriteLine($"  {"dotnet run",-32} runs the program live");
        output.WriteLine($"  {$"grader feed {assignment.Id}",-32} in a second terminal: plays events to it");
        output.WriteLine($"  {$"grader watch {assignment.Id} .",-32} checks it on every save");
    }

    private static Submission Starter(Assignment assignment)
    {
        string folder = Path.Combine(assignment.Folder, "starter");
        try
        {
            return SubmissionLoader.Load(folder, SubmissionLimits.Default);
        }
        catch (Exception error) when (error is SubmissionRefusedException or SubmissionNotFoundException)
        {
            throw new BrokenAssignmentException([$"{folder}: {error.Message} Expected the program that students start from."]);
        }
    }

    private static void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Utf8);
    }

    // The assembly's version has a fourth part that a package's does not need.
    private static string Release() => Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);
}
