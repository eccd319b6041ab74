using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Agents.Tests;

[Collection("Activity listeners are heard by the whole process")]
public class QuantumOrchestratorTests
{
    [Fact]
    public async Task Given_RegisteredAgent_When_CapabilityIsInvoked_Expect_TheAgentsAnswer()
    {
        var orchestrator = WithEcho();

        Assert.Equal(5, await orchestrator.InvokeAsync<string, int>("echo.length", "hello"));
        Assert.Equal("waited", await orchestrator.InvokeAsync<TimeSpan, string>("echo.wait", TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task Given_ManyCalls_When_Invoked_Expect_OneAgent()
    {
        using var services = new ServiceCollection().AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor).BuildServiceProvider();
        var orchestrator = services.GetRequiredService<IQuantumOrchestrator>();

        await orchestrator.InvokeAsync<string, int>("echo.length", "a");
        await orchestrator.InvokeAsync<string, int>("echo.length", "b");

        Assert.Equal(2, services.GetRequiredService<EchoAgent>().Calls);
    }

    [Theory]
    [InlineData("echo.missing")]
    [InlineData("Echo.Length")]
    [InlineData("")]
    public async Task Given_UnknownName_When_Invoked_Expect_ErrorWithWhatExists(string name)
    {
        var error = await Assert.ThrowsAsync<UnknownCapabilityException>(
            async () => await WithEcho().InvokeAsync<string, int>(name, "x"));

        Assert.Equal(name, error.Capability);
        Assert.Equal(["echo.count", "echo.fail", "echo.length", "echo.wait"], error.Known);
        Assert.Equal($"There is no capability '{name}'. There are: echo.count, echo.fail, echo.length, echo.wait.", error.Message);
    }

    [Fact]
    public async Task Given_NoAgents_When_Invoked_Expect_ErrorThatSaysSo()
    {
        using var services = new ServiceCollection().AddQuantumAgents().BuildServiceProvider();
        var orchestrator = services.GetRequiredService<IQuantumOrchestrator>();

        var error = await Assert.ThrowsAsync<UnknownCapabilityException>(
            async () => await orchestrator.InvokeAsync<string, int>("x", "x"));

        Assert.Contains("no agent is registered", error.Message, StringComparison.Ordinal);
        Assert.Empty(orchestrator.Agents);
    }

    [Fact]
    public async Task Given_OtherTypes_When_Invoked_Expect_ErrorNamingBoth()
    {
        var orchestrator = WithEcho();

        var request = await Assert.ThrowsAsync<CapabilityTypeMismatchException>(
            async () => await orchestrator.InvokeAsync<object, int>("echo.length", "x"));
        var response = await Assert.ThrowsAsync<CapabilityTypeMismatchException>(
            async () => await orchestrator.InvokeAsync<string, long>("echo.length", "x"));

        Assert.Equal((typeof(object), typeof(int)), (request.RequestType, request.ResponseType));
        Assert.Equal(
            "The capability 'echo.length' takes System.String and gives System.Int32; "
                + "it was called with System.String for System.Int64.",
            response.Message);
    }

    [Fact]
    public void Given_CapabilityTwice_When_OrchestratorIsMade_Expect_ErrorNamingBothAgents()
    {
        var other = AgentDescriptor.Create<EchoAgent>("other", EchoAgent.Length);
        using var services = new ServiceCollection()
            .AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor).AddQuantumAgent<EchoAgent>(other).BuildServiceProvider();

        var error = Assert.Throws<DuplicateCapabilityException>(services.GetRequiredService<IQuantumOrchestrator>);

        Assert.Equal("echo.length", error.Capability);
        Assert.Contains("'echo'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'other'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AgentTwice_When_OrchestratorIsMade_Expect_Error()
    {
        using var services = new ServiceCollection()
            .AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor)
            .AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor)
            .BuildServiceProvider();

        Assert.Equal("echo", Assert.Throws<DuplicateAgentException>(services.GetRequiredService<IQuantumOrchestrator>).AgentName);
    }

    [Fact]
    public void Given_SeveralAgents_When_Listed_Expect_ThemSortedByName()
    {
        using var services = new ServiceCollection()
            .AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor)
            .AddQuantumAgent<EchoAgent>(AgentDescriptor.Create<EchoAgent>("alpha"))
            .BuildServiceProvider();

        Assert.Equal(["alpha", "echo"], services.GetRequiredService<IQuantumOrchestrator>().Agents.Select(agent => agent.Name));
    }

    [Fact]
    public async Task Given_AgentThatTakesTheOrchestrator_When_Invoked_Expect_NoCycle()
    {
        var descriptor = AgentDescriptor.Create<RelayAgent>("relay", new CapabilityDescriptor<RelayAgent, string, int>(
            "relay.length",
            static (agent, text, token) => agent.Orchestrator.InvokeAsync<string, int>("echo.length", text, token)));
        using var services = new ServiceCollection()
            .AddQuantumAgent<RelayAgent>(descriptor).AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor).BuildServiceProvider();

        var orchestrator = services.GetRequiredService<IQuantumOrchestrator>();

        Assert.Equal(4, await orchestrator.InvokeAsync<string, int>("relay.length", "four"));
    }

    [Fact]
    public void Given_DescriptorOfAnotherClass_When_Registered_Expect_Refusal()
    {
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddQuantumAgent<RelayAgent>(EchoAgent.Descriptor));
    }

    [Fact]
    public void Given_OwnRegistrationOfTheAgent_When_AgentIsAdded_Expect_ItStays()
    {
        var own = new EchoAgent();
        using var services = new ServiceCollection()
            .AddSingleton(own).AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor).BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<EchoAgent>());
    }

    [Fact]
    public void Given_SynchronousAgent_When_InvokedWithoutListeners_Expect_NoAllocation()
    {
        var orchestrator = WithEcho();
        Assert.Equal(0, AllocatedBy(() => orchestrator.InvokeAsync<string, int>("echo.length", "hello")));
    }

    internal static long AllocatedBy(Func<ValueTask<int>> call)
    {
        Repeat(call, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call, 1000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat(Func<ValueTask<int>> call, int times)
    {
        for (int i = 0; i < times; i++)
        {
            var pending = call();
            if (!pending.IsCompletedSuccessfully)
                throw new InvalidOperationException("The call did not complete synchronously.");
            pending.GetAwaiter().GetResult();
        }
    }

    private static IQuantumOrchestrator WithEcho() => new ServiceCollection()
        .AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor).BuildServiceProvider().GetRequiredService<IQuantumOrchestrator>();

    private sealed class RelayAgent(IQuantumOrchestrator orchestrator)
    {
        public IQuantumOrchestrator Orchestrator { get; } = orchestrator;
    }
}
