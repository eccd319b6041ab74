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

    public static readonly AgentDescriptor Descriptor = AgentDescriptor.Create<EchoAgent>("echo", Length, Wait, Fail);

    public int Calls { get; private set; }

    private int Measure(string text)
    {
        Calls++;
        return text.Length;
    }

    private async ValueTask<string> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Calls++;
        await Task.Delay(time, cancellationToken);
        return "waited";
    }
}
