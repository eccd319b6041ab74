using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

public class ModuleTests
{
    [Fact]
    public void Given_ModulesThatMeetInOneReference_When_Registered_Expect_EachOnceAndReferencesFirst()
    {
        var services = new ServiceCollection();

        services.AddQuantumModule<App>();

        Assert.Equal(["core", "left", "right", "app"], Names(services));
        Assert.Equal(["core", "left", "right", "app"], services.Select(service => service.ImplementationInstance).OfType<string>());
    }

    [Fact]
    public void Given_ModuleAddedTwice_When_Registered_Expect_ItOnceWithBothOptions()
    {
        var services = new ServiceCollection();

        services.AddQuantumModule<App>(quantum => quantum.Origins.Add("https://a.example"));
        services.AddQuantumModule<App>(quantum => quantum.Origins.Add("https://b.example"));

        Assert.Equal(["core", "left", "right", "app"], Names(services));
        Assert.Single(services, service => service.ServiceType == typeof(QuantumOrigins));
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Equal(
            ["https://a.example", "https://b.example"],
            provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<QuantumOptions>>().Value.Origins);
    }

    [Fact]
    public void Given_ModuleAddedBesideTheApplications_When_Registered_Expect_Both()
    {
        var services = new ServiceCollection();

        services.AddQuantumAttributes(null, [new Left()]).AddQuantumModule<Right>();

        Assert.Equal(["core", "left", "right"], Names(services));
    }

    [Fact]
    public void Given_ModuleWrittenByHand_When_AskedForItsManifest_Expect_None() => Assert.Null(((IQuantumModule)new Core()).Manifest);

    private static IEnumerable<string> Names(IServiceCollection services) =>
        services.Select(service => service.ImplementationInstance).OfType<IQuantumModule>().Select(module => module.Name);

    private abstract class Module(string name, params IReadOnlyList<IQuantumModule> references) : IQuantumModule
    {
        public string Name => name;

        public IReadOnlyList<IQuantumModule> References => references;

        public IReadOnlyList<QuantumProfileUse> ProfileUses => [];

        public void RegisterServices(IServiceCollection services) => services.AddSingleton(name);
    }

    private sealed class Core() : Module("core");

    private sealed class Left() : Module("left", new Core());

    private sealed class Right() : Module("right", new Core());

    private sealed class App() : Module("app", new Left(), new Right(), new Core());
}
