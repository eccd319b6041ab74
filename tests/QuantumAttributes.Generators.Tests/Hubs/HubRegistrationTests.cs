using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Hubs;

/// <summary>What applications find in their services and routes.</summary>
public class HubRegistrationTests
{
    [Fact]
    public void Given_PoliciesOnTheHubAndItsMethods_When_Run_Expect_ThemSortedAndOnceEachPlace()
    {
        var registered = HubApplication.Registered("""
            [QuantumHub("/chat"), Authorize("staff"), QuantumAuth]
            public class ChatHub : Hub
            {
                [QuantumAuth("moderator"), QuantumAuth("moderator")] public void Remove(string id) { }
                [QuantumAuth("moderator")] public void Ban(string user) { }
                [Authorize(Policy = "archive"), Authorize("audit")] public void Archive(int page) { }
            }
            """);

        Assert.Equal(
            [
                "ChatHub", "archive at ChatHub.Archive(int)", "audit at ChatHub.Archive(int)", "quantum:default at ChatHub",
                "quantum:moderator at ChatHub.Ban(string)", "quantum:moderator at ChatHub.Remove(string)", "staff at ChatHub",
            ],
            registered);
    }

    [Fact]
    public void Given_AttributesThatNameNoPolicy_When_Run_Expect_NonePassedOn()
    {
        Assert.Equal(["ChatHub"], HubApplication.Registered("""
            [QuantumHub("/chat"), QuantumChannel, Authorize]
            public class ChatHub : Hub
            {
                [Authorize(Roles = "chief"), Authorize(AuthenticationSchemes = "Quantum"), Obsolete("x")] public void Say() { }
                [Authorize("private")] private void A() { }
                [Authorize("internal")] internal void B() { }
                [Authorize("protected")] protected void C() { }
                [Authorize("static")] public static void D() { }
            }
            """));
    }

    [Fact]
    public void Given_AttributesOfTheUsers_When_Run_Expect_ThePoliciesThatTheyAreAssigned()
    {
        var registered = HubApplication.Registered("""
            [QuantumHub("/chat")]
            public class ChatHub : Hub
            {
                [Teller(Policy = "derived")] public void A() { }
                [Data("not a policy", Policy = "data")] public void B() { }
                [QuantumAuth("constructed", Policy = "other")] public void C() { }
                [Named(Policy = "of something else")] public void D() { }
            }

            public class TellerAttribute : AuthorizeAttribute;

            public class DataAttribute(string text) : Attribute, IAuthorizeData
            {
                public string Text => text;
                public string? Policy { get; set; }
                public string? Roles { get; set; }
                public string? AuthenticationSchemes { get; set; }
            }

            public class NamedAttribute : Attribute { public string? Policy { get; set; } }
            """);

        Assert.Equal(["ChatHub", "data at ChatHub.B()", "derived at ChatHub.A()", "other at ChatHub.C()"], registered);
    }

    [Fact]
    public void Given_MetadataOfTheUsers_When_Run_Expect_TheirHubsRegistered()
    {
        Assert.Equal(["First", "Second"], HubApplication.Registered("""
            [Sealed] public class First : Hub;
            [Proven] public class Second : Hub;

            public class SealedAttribute : Attribute, IQuantumChannelMetadata;
            public class ProvenAttribute : Attribute, IQuantumAuthMetadata { public string Profile => "x"; }
            """));
    }

    [Theory]
    [InlineData("[QuantumAuth(\"base\")] abstract class Base : Hub;", "Base", "Base")]
    [InlineData("abstract class Base : Hub { [QuantumAuth(\"base\")] public void M() { } }", "Base", "Base.M()")]
    [InlineData("class Base<T> : Hub { [QuantumAuth(\"base\")] public void M(T t) { } }", "Base<string>", "Base<T>.M(T)")]
    [InlineData("interface IClient; [QuantumAuth(\"base\")] abstract class Base : Hub<IClient>;", "Base", "Base")]
    [InlineData("abstract class Base : DynamicHub { [QuantumAuth(\"base\")] public void M() { } }", "Base", "Base.M()")]
    public void Given_AttributeOnABaseOnly_When_Run_Expect_TheDerivedHubRegistered(string source, string type, string where)
    {
        var registered = HubApplication.Registered($"""
            abstract class Middle : {type};
            class ChatHub : Middle;
            {source}
            """);

        Assert.Equal(["ChatHub", $"quantum:base at {where}"], registered);
    }

    [Fact]
    public void Given_ChannelOnAMethodOnly_When_Run_Expect_TheHubRegistered()
    {
        Assert.Equal(["ChatHub"], HubApplication.Registered("class ChatHub : Hub { [QuantumChannel] public void Say() { } }"));
    }

    [Fact]
    public void Given_BaseThatIsAHubToo_When_Run_Expect_BothRegistered()
    {
        Assert.Equal(["A", "quantum:base at B", "B", "quantum:base at B"], HubApplication.Registered("""
            class A : B;
            [QuantumAuth("base")] class B : Hub;
            """));
    }

    [Fact]
    public void Given_DemandOnTheMethodsOfHubItself_When_Run_Expect_TheirPolicies()
    {
        Assert.Equal(["ChatHub", "quantum:connected at ChatHub.OnConnectedAsync()"], HubApplication.Registered("""
            class ChatHub : Hub { [QuantumAuth("connected")] public override Task OnConnectedAsync() => Task.CompletedTask; }
            """));
    }

    [Fact]
    public void Given_OverriddenMethods_When_Run_Expect_WhatBothDemand()
    {
        Assert.Equal(
            [
                "ChatHub", "quantum:base at Base.Remove(int)", "quantum:derived at ChatHub.Remove(int)",
                "quantum:hidden at Base.Hide()",
            ],
            HubApplication.Registered("""
                public abstract class Base : Hub
                {
                    [QuantumAuth("base")] public abstract void Remove(int id);
                    [QuantumAuth("hidden")] public void Hide() { }
                }

                public class ChatHub : Base
                {
                    [QuantumAuth("derived")] public override void Remove(int id) { }
                    [HubMethodName("other")] public new void Hide() { }
                }
                """));
    }

    [Fact]
    public void Given_RenamedMethod_When_Run_Expect_ThePlaceByItsNameInCode()
    {
        Assert.Equal(["ChatHub", "quantum:moderator at ChatHub.Remove(string)"], HubApplication.Registered("""
            public class ChatHub : Hub
            {
                [HubMethodName("remove-message"), QuantumAuth("moderator")] public void Remove(string id) { }
            }
            """));
    }

    [Fact]
    public void Given_PartialHub_When_Run_Expect_OneRegistrationOfAllItsParts()
    {
        Assert.Equal(["ChatHub", "quantum:first at ChatHub", "quantum:second at ChatHub", "quantum:third at ChatHub.Say()"],
            HubApplication.Registered("""
                [QuantumAuth("first")] public partial class ChatHub : Hub;
                [QuantumAuth("second")] public partial class ChatHub : IDisposable;
                public partial class ChatHub { [QuantumAuth("third")] public partial void Say(); }
                public partial class ChatHub { public partial void Say() { } }
                """));
    }

    [Fact]
    public void Given_InternalAndNestedHubs_When_Run_Expect_ThemSortedByName()
    {
        Assert.Equal(["A", "O+H", "Z"], HubApplication.Registered("""
            [QuantumChannel] class Z : Hub;
            class O { [QuantumChannel] protected internal class H : Hub; }
            [QuantumChannel] internal sealed class A(TimeProvider time) : Hub { public long Now() => time.GetTimestamp(); }
            """));
    }

    [Fact]
    public void Given_BaseInAPackage_When_Run_Expect_ItsMethodsPoliciesToo()
    {
        var package = Package("""
            namespace Bank;

            [QuantumChannel, Authorize("staff")]
            public abstract class Base<TClient> : Hub<TClient> where TClient : class
            {
                [QuantumAuth("moderator")] public virtual void Remove(string id) { }
                [Authorize("archive")] public void Archive(TClient? client) { }
                [Authorize("internal")] internal void Internal() { }
            }
            """);

        Assert.Equal(
            [
                "ChatHub", "archive at Bank.Base<TClient>.Archive(TClient)",
                "quantum:moderator at Bank.Base<TClient>.Remove(string)",
                "quantum:own at ChatHub.Remove(string)", "staff at Bank.Base<TClient>",
            ],
            HubApplication.Registered(
                """
                public interface IClient;
                public class ChatHub : Bank.Base<IClient> { [QuantumAuth("own")] public override void Remove(string id) { } }
                """,
                package));
    }

    [Fact]
    public void Given_OverrideWithoutAttributes_When_Run_Expect_WhatTheBaseInAPackageDemands()
    {
        var package = Package("""
            public class Base : Hub { [QuantumAuth("moderator")] public virtual void Remove(string id) { } }
            """);

        Assert.Equal(
            ["ChatHub", "quantum:moderator at Base.Remove(string)"],
            HubApplication.Registered("public class ChatHub : Base { public override void Remove(string id) { } }", package));
    }

    [Fact]
    public void Given_HubInAPackage_When_Run_Expect_ItLeftToThePackagesModule()
    {
        var package = Package("[QuantumAuth(\"package\")] public class PackageHub : Hub;");

        Assert.Empty(HubApplication.Registered("public class Unused { public PackageHub? Hub; }", package));
    }

    [Fact]
    public void Given_HubOfThisAssembly_When_Run_Expect_ThePlacesOfItsProfileUses()
    {
        const string Hubs = """
            [QuantumAuth]
            public class Base<T> : Hub
            {
                [QuantumAuth("moderator")] public void Remove<TItem>(T id, ref TItem item, params int[] more) { }
            }

            [QuantumAuth("own")]
            public class ChatHub : Base<string>
            {
                public partial class Inner : Hub { [QuantumAuth] public partial void Say(); }
                public partial class Inner { public partial void Say() { } }
            }
            """;

        var places = HubApplication.Registered(Hubs).Where(line => line.Contains(" at ", StringComparison.Ordinal));

        Assert.Equal(HubApplication.ProfileUses(Hubs), places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_Routes_When_Mapped_Expect_EachHubAtItsOwn()
    {
        Assert.Equal(
            ["/chat ChatHub", "/chat/negotiate ChatHub", "/loud LoudHub", "/loud/negotiate LoudHub"],
            HubApplication.Mapped("""
                [QuantumHub("/chat"), QuantumChannel] public class ChatHub : Hub;
                [QuantumHub("/loud")] public class LoudHub : ChatHub;
                public class QuietHub : ChatHub;
                """).Order(StringComparer.Ordinal));
    }

    private static Compilation Package(string source) => GeneratorRun.Checked(new TestProject
    {
        Name = "Bank.Package",
        IsApplication = false,
        HasAspNetCore = false,
        Source = $"""
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.SignalR;
            using QuantumAttributes;

            {source}
            """,
    }).Output;
}
