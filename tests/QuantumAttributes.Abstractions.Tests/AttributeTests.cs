using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Abstractions.Tests;

public class AttributeTests
{
    [Fact]
    public void Given_NoProfile_When_Demanded_Expect_TheDefaultProfilesPolicy()
    {
        var attribute = new QuantumAuthAttribute();

        Assert.Equal("default", attribute.Profile);
        Assert.Equal("quantum:default", attribute.Policy);
    }

    [Fact]
    public void Given_AProfile_When_Demanded_Expect_ItsPolicy()
    {
        var attribute = new QuantumAuthAttribute("payments");

        Assert.Equal("payments", attribute.Profile);
        Assert.Equal("quantum:payments", attribute.Policy);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\n")]
    public void Given_AProfileWithoutName_When_Demanded_Expect_ArgumentException(string? profile) =>
        Assert.ThrowsAny<ArgumentException>(() => new QuantumAuthAttribute(profile!));

    // What makes ASP.NET Core fail closed by itself.
    [Fact]
    public void Given_QuantumAuth_When_AspNetCoreLooks_Expect_AnAuthorizeAttributeAndItsMetadata()
    {
        var attribute = new QuantumAuthAttribute("payments");

        Assert.IsAssignableFrom<AuthorizeAttribute>(attribute);
        Assert.Equal("quantum:payments", Assert.IsAssignableFrom<IAuthorizeData>(attribute).Policy);
        Assert.Equal("payments", Assert.IsAssignableFrom<IQuantumAuthMetadata>(attribute).Profile);
    }

    [Fact]
    public void Given_QuantumChannel_When_AspNetCoreLooks_Expect_ItsMetadata() =>
        Assert.IsAssignableFrom<IQuantumChannelMetadata>(new QuantumChannelAttribute());

    [Theory]
    [InlineData(typeof(QuantumAuthAttribute), AttributeTargets.Class | AttributeTargets.Method, true, true)]
    [InlineData(typeof(QuantumChannelAttribute), AttributeTargets.Class | AttributeTargets.Method, false, true)]
    [InlineData(typeof(QuantumAgentAttribute), AttributeTargets.Class, false, false)]
    [InlineData(typeof(QuantumCapabilityAttribute), AttributeTargets.Method, false, false)]
    [InlineData(typeof(QuantumModuleAttribute), AttributeTargets.Assembly, false, true)]
    public void Given_AnAttribute_When_ItsUsageIsRead_Expect_WhereAndHowOftenItStands(
        Type type, AttributeTargets targets, bool multiple, bool inherited)
    {
        AttributeUsageAttribute usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false)!;

        Assert.Equal((targets, multiple, inherited), (usage.ValidOn, usage.AllowMultiple, usage.Inherited));
    }

    [Fact]
    public void Given_ABaseClassWithDemands_When_ADerivedOneAddsOne_Expect_AllOfThem()
    {
        IEnumerable<QuantumAuthAttribute> demands = typeof(Derived).GetCustomAttributes<QuantumAuthAttribute>(inherit: true);

        Assert.Equal(["default", "payments"], demands.Select(demand => demand.Profile).Order());
        Assert.NotNull(typeof(Derived).GetCustomAttribute<QuantumChannelAttribute>(inherit: true));
    }

    [Fact]
    public void Given_AnOverride_When_ItsMethodHasDemands_Expect_ThemInherited()
    {
        MethodInfo method = typeof(Derived).GetMethod(nameof(Base.Transfer))!;

        Assert.Equal("transfers", method.GetCustomAttribute<QuantumAuthAttribute>(inherit: true)!.Profile);
    }

    // An agent is registered once for each class that says so, never for those derived from it.
    [Fact]
    public void Given_AnAgent_When_AClassDerivesFromIt_Expect_NoAgent() =>
        Assert.Null(typeof(DerivedAgent).GetCustomAttribute<QuantumAgentAttribute>(inherit: true));

    [Fact]
    public void Given_AnAgent_When_Read_Expect_ItsName() =>
        Assert.Equal("documents", typeof(Agent).GetCustomAttribute<QuantumAgentAttribute>()!.Name);

    [Fact]
    public void Given_ACapability_When_NothingElseIsSaid_Expect_TheDefaults()
    {
        var capability = new QuantumCapabilityAttribute("document.sign");

        Assert.Equal("document.sign", capability.Name);
        Assert.Equal((1, null, null), (capability.Cost, capability.Algorithm, capability.Route));
    }

    [Fact]
    public void Given_AModule_When_Named_Expect_ItsType() =>
        Assert.Equal(typeof(Module), new QuantumModuleAttribute(typeof(Module)).ModuleType);

    // Constants are compiled into the applications that name them: they never change.
    [Fact]
    public void Given_TheNamesOfAlgorithms_When_Read_Expect_TheStandards()
    {
        Assert.Equal("ML-DSA-65", SignatureAlgorithmName.MLDsa65);
        Assert.Equal("ML-KEM-768", KemAlgorithmName.MLKem768);
        Assert.Equal("X-Wing", KemAlgorithmName.XWing);
        Assert.Equal("quantum:", QuantumAuthAttribute.PolicyPrefix);
    }

    [Fact]
    public void Given_TheMechanisms_When_Combined_Expect_EachItsOwnBit()
    {
        QuantumMechanism[] all = [QuantumMechanism.Channel, QuantumMechanism.Session, QuantumMechanism.Signature];

        Assert.Equal(7, (int)all.Aggregate((left, right) => left | right));
        Assert.Equal(7, all.Sum(mechanism => (int)mechanism));
        Assert.Equal(0, (int)QuantumMechanism.None);
    }

    [QuantumAuth]
    [QuantumChannel]
    private class Base
    {
        [QuantumAuth("transfers")]
        public virtual void Transfer()
        {
        }
    }

    [QuantumAuth("payments")]
    private sealed class Derived : Base
    {
        public override void Transfer()
        {
        }
    }

    [QuantumAgent("documents")]
    private class Agent;

    private sealed class DerivedAgent : Agent;

    private sealed class Module : IQuantumModule
    {
        public string Name => "tests";

        public IReadOnlyList<QuantumProfileUse> ProfileUses => [];

        public void RegisterServices(IServiceCollection services)
        {
        }
    }
}
