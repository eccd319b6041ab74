using System.Runtime.CompilerServices;

namespace QuantumAttributes.Agents.Tests;

/// <summary>An agent of all the shapes that calls take.</summary>
internal sealed class EchoAgent
{
    public static readonly CapabilityDescriptor<EchoAgent, string, int> Length =
        new("echo.length", static (agent, text, _) => ValueTask.FromResult(agent.Measure(text)))
        {
            Algorithm = "none",
            Cost = 3,
            Route = "/echo",
        };

    public static readonly CapabilityDescriptor<EchoAgent, TimeSpan, string> Wait =
        new("echo.wait", static (agent, time, token) => agent.WaitAsync(time, token));

    public static readonly CapabilityDescriptor<EchoAgent, int, int> Fail =
        new("echo.fail", static (_, _, _) => throw new FormatException("the agent's own"));

    public static readonly CapabilityDescriptor<EchoAgent, int, IAsyncEnumerable<int>> Count =
        new("echo.count", static (agent, to, token) => ValueTask.FromResult(agent.CountAsync(to, token)));

    public static readonly AgentDescriptor Descriptor = AgentDescriptor.Create<EchoAgent>("echo", Length, Wait, Fail, Count);

    public int Calls { get; private set; }

    private int Measure(string text)
    {
        Calls++;
        return text.Length;
    }

    // Fails at 5, and waits for ever below 0.
    private async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Calls++;
        for (int i = 1; i <= to; i++)
        {
            await Task.Yield();
            yield return i == 5 ? throw new FormatException("the agent's own") : i;
        }

        if (to < 0)
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async ValueTask<string> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Calls++;
        await Task.Delay(time, cancellationToken);
        return "waited";
    }
}
