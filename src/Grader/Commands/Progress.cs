using System.Globalization;
using Spectre.Console;

namespace Grader.Commands;

/// <summary>Shows that work goes on, on a terminal with a moving picture.</summary>
internal static class Progress
{
    /// <summary>A line with a spinner while the work lasts.</summary>
    public static async Task WhileAsync(CommandContext context, string what, Func<Task> work)
    {
        if (context.Error.Profile.Capabilities.Interactive)
        {
            await context.Error.Status().StartAsync(Markup.Escape(what), _ => work());
        }
        else
        {
            await work();
        }
    }

    /// <summary>A bar that the work moves by one a call; where there is no terminal, a line for each, so that a log shows how far it is.</summary>
    /// <param name="work">Is given what to call, from one thread at a time, with the words for what is done.</param>
    public static async Task CountAsync(CommandContext context, string what, int total, Func<Action<string>, Task> work)
    {
        if (context.Error.Profile.Capabilities.Interactive)
        {
            await context.Error.Progress().StartAsync(progress =>
            {
                ProgressTask task = progress.AddTask(Markup.Escape(what), maxValue: total);
                return work(_ => task.Increment(1));
            });
            return;
        }

        int done = 0;
        await work(words => context.Error.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{++done}/{total}] {words}")));
    }
}
